// Receives what the bridge tells, and believes nothing that is not signed. WEBHOOK_SECRET is shown when a webhook is created.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from(process.env.WEBHOOK_SECRET.replace('whsec_', ''), 'base64');
const seen = new Set();

/** While a secret is rotated there are two signatures; one of them has to be right. */
function isSigned(id, timestamp, signatures, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks); // The bytes as they came: JSON that was parsed and written again differs.
  const {
    'webhook-id': id = '',
    'webhook-timestamp': timestamp = '',
    'webhook-signature': signatures = '',
  } = request.headers;
  if (!isSigned(id, timestamp, signatures, body)) return response.writeHead(400).end();
  // An event can come more than once; in your system the ids stand in the database.
  if (!seen.has(id)) process.stdout.write(`${body}\n`);
  seen.add(id);
  return response.writeHead(204).end();
});

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
