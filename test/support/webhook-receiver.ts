import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One of a broker's own systems, that hears what happened: notes what it is sent. */
export interface WebhookReceiver {
  readonly url: string;
  /** In the order in which they came. */
  readonly received: ReceivedEvent[];
  /** What it answers from now on; it never answers when this is `hang`. */
  answer: number | 'hang' | ((response: ServerResponse, event: ReceivedEvent) => void);
  /** @returns When so many came. */
  waitFor(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface ReceivedEvent {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly data: Readonly<Record<string, unknown>> };
}

export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const watchers = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const { headers } = request;
    const event: ReceivedEvent = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
      text,
      body: JSON.parse(text),
    };
    assert.equal(headers['content-type'], 'application/json');
    receiver.received.push(event);
    const { answer } = receiver;
    if (typeof answer === 'function') answer(response, event);
    else if (answer !== 'hang') response.writeHead(answer).end();
    for (const watch of watchers) watch();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    received: [],
    answer: 200,
    waitFor: (count) =>
      new Promise((resolve) => {
        const watch = () => {
          if (receiver.received.length < count) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** As a receiver checks it, that takes nothing that is older than five minutes. */
export function isSignedWith(
  secret: string,
  { id, timestamp, signature, text }: ReceivedEvent,
  nowMs: number,
): boolean {
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest();
  return signature.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
