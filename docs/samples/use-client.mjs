// Creates a trader, changes a name and goes through payments, by the typed client.   node use-client.mjs EMAIL
import { createBrokerClient } from 'drawbridge/client';

const { BRIDGE_URL, BRIDGE_API_KEY, BRIDGE_API_SECRET } = process.env;
const [email] = process.argv.slice(2);

const bridge = createBrokerClient({
  baseUrl: BRIDGE_URL,
  apiKey: BRIDGE_API_KEY,
  apiSecret: BRIDGE_API_SECRET, // With it every request is signed. Leave it out in browsers.
  principal: 'back_office-ada',
  justification: 'customer_support-ticket_4711',
});

const { data: user, etag } = await bridge.createUser({ body: { email } });
const { data: changed } = await bridge.updateUser({ userId: user.id, body: { firstName: 'Anna' } }, { ifMatch: etag });
process.stdout.write(`${JSON.stringify(changed)}\n`);
for await (const payment of bridge.all.listPayments({ userId: user.id })) {
  process.stdout.write(`${payment.state} ${payment.amountMinor}\n`);
}
