import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScreenSabotage } from './screen-sabotages.ts';
import { send } from './trader-browser.ts';

/** Stands before a good bridge and breaks it in one way at a time. */
export interface SabotagingProxy {
  readonly url: string;
  /** `undefined` breaks nothing. */
  breakBy(sabotage: ScreenSabotage | undefined): void;
  close(): Promise<void>;
}

export interface SabotagingProxyOptions {
  readonly port: number;
  readonly bridgeUrl: () => string;
  readonly successUrl: () => string;
}

export async function startSabotagingProxy(options: SabotagingProxyOptions): Promise<SabotagingProxy> {
  let sabotage: ScreenSabotage = { does: 'nothing', caughtBy: '' };
  const server = createServer((request, response) => {
    passOn(request, response, sabotage, options).catch(() => response.destroy());
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakBy(next) {
      sabotage = next ?? { does: 'nothing', caughtBy: '' };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Of headers that say how a body was sent, and so no longer fit. */
const OF_THE_BODY = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive']);

async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  sabotage: ScreenSabotage,
  { bridgeUrl, successUrl }: SabotagingProxyOptions,
): Promise<void> {
  const url = new URL(request.url ?? '/', bridgeUrl());
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method === 'POST' && sabotage.swallows?.(url.pathname)) {
    const headers = { location: successUrl(), 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
    response.writeHead(303, headers).end();
    return;
  }
  sabotage.request?.(url);
  const answer = await send(url.href, {
    method: request.method ?? 'GET',
    headers: { ...plainHeaders(request.headers), 'accept-encoding': 'identity' },
    ...(chunks.length === 0 ? {} : { body: changeForm(Buffer.concat(chunks), isForm, sabotage) }),
  });
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !OF_THE_BODY.has(name)) response.setHeader(name, value);
  }
  const { location } = answer.headers;
  if (location !== undefined && sabotage.location) {
    response.setHeader('location', sabotage.location(location, url.pathname));
  }
  response.end(changeBody(answer.text, answer.headers['content-type'] ?? '', sabotage));
}

function changeForm(body: Buffer, isForm: boolean, { form }: ScreenSabotage): Buffer | string {
  if (!isForm || !form) return body;
  const fields = new URLSearchParams(body.toString());
  form(fields);
  return fields.toString();
}

function changeBody(text: string, contentType: string, { page, style }: ScreenSabotage): string {
  if (page && contentType.startsWith('text/html')) return page(text);
  return style && contentType.startsWith('text/css') ? style(text) : text;
}

function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const plain = Object.entries(headers).filter(([name]) => !OF_THE_BODY.has(name) && name !== 'accept-encoding');
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}
