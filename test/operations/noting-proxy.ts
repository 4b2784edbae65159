import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { note, type Secrets } from './secrets.ts';

/** Stands between the bridge and the platform, and notes every secret that passes. */
export interface NotingProxy {
  readonly url: string;
  pointAt(platformUrl: string): void;
  close(): Promise<void>;
}

const SECRET_FIELDS = ['webservToken', 'hashedPassword', 'traderPasswordHash'];

export async function startNotingProxy(secrets: Secrets): Promise<NotingProxy> {
  let platformUrl = '';
  const server = createServer((request, response) => {
    forward(request, response, platformUrl, secrets).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pointAt(url) {
      platformUrl = url;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(request: IncomingMessage, response: ServerResponse, platformUrl: string, secrets: Secrets) {
  const url = new URL(request.url ?? '', platformUrl);
  note(secrets, 'webservToken', url.searchParams.get('token'));
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  noteFields(secrets, body.toString());
  const hasBody = request.method !== 'GET' && body.length > 0;
  const answer = await fetch(url, {
    method: request.method ?? 'GET',
    headers: { 'Content-Type': 'application/json' },
    ...(hasBody ? { body } : {}),
  });
  const text = await answer.text();
  noteFields(secrets, text);
  response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
}

function noteFields(secrets: Secrets, text: string): void {
  for (const name of SECRET_FIELDS) {
    for (const [, value] of text.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))) note(secrets, name, value);
  }
}
