// Signs a request to the broker API, and sends it.   node sign-request.mjs METHOD PATH [BODY]
// Without BRIDGE_URL it only shows the two headers.
import { createHmac } from 'node:crypto';

const { BRIDGE_URL, BRIDGE_API_KEY, BRIDGE_API_SECRET, BRIDGE_TIMESTAMP } = process.env;
const [method, path, body = ''] = process.argv.slice(2);

const timestamp = BRIDGE_TIMESTAMP ?? String(Math.floor(Date.now() / 1000));
const signature = createHmac('sha256', BRIDGE_API_SECRET)
  .update(timestamp + method + path + body)
  .digest('hex');

const headers = { 'X-Bridge-Timestamp': timestamp, 'X-Bridge-Signature': signature };
if (BRIDGE_URL === undefined) {
  for (const [name, value] of Object.entries(headers)) process.stdout.write(`${name}: ${value}\n`);
} else {
  const response = await fetch(BRIDGE_URL + path, {
    method,
    headers: { ...headers, Authorization: `Bearer ${BRIDGE_API_KEY}`, 'Content-Type': 'application/json' },
    ...(body === '' ? {} : { body }),
  });
  process.stdout.write(await response.text());
}
