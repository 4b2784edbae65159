import assert from 'node:assert/strict';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import express from 'express';
import { BridgeError } from '../../src/errors/bridge-error.ts';
import { beginRequest } from '../../src/http/begin-request.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { mountRoutes } from '../../src/http/mount-routes.ts';
import { NO_FIELDS } from '../../src/http/no-fields.ts';
import type { Route } from '../../src/http/route.ts';
import { beginText } from '../../src/http/stream-text.ts';
import { createLogger } from '../../src/lib/logger.ts';

const LINE = `${'x'.repeat(999)}\n`;
const logLines: string[] = [];
let made = 0;
let stopped = 0;

async function* linesUntil(count: number, failing?: Error) {
  try {
    for (made = 0; made < count; made += 1) yield LINE;
    if (failing) throw failing;
  } finally {
    stopped += 1;
  }
}

function route(path: string, lines: () => AsyncIterable<string>): Route<string> {
  return {
    method: 'GET',
    paths: [path],
    summary: 'a route of a test',
    security: { kind: 'open', because: 'it is a test' },
    body: 'none',
    request: { query: NO_FIELDS, body: NO_FIELDS },
    response: { status: 200, contentType: 'text/plain' },
    errors: [],
    handle: async () => ({ kind: 'stream', contentType: 'text/plain', headers: {}, text: await beginText(lines()) }),
  };
}

const ENDLESS = 1_000_000;
const routes = [
  route('/short', () => linesUntil(3)),
  route('/nothing', () => linesUntil(0)),
  route('/long', () => linesUntil(1000)),
  route('/endless', () => linesUntil(ENDLESS)),
  route('/unbegun', () => linesUntil(0, new BridgeError('store_unavailable'))),
  route('/broken', () => linesUntil(200, new BridgeError('store_unavailable'))),
];

const log = createLogger('debug', { write: (line) => void logLines.push(line) });
const server = createServer(
  express()
    .use(beginRequest({ log, metrics: createMetrics(), isStopping: () => false }))
    .use(
      mountRoutes<string>({
        routes,
        authenticate: () => '',
        renderError: ({ code }) => ({ kind: 'json', status: 503, body: { code } }),
      }),
    ),
);
let url = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => void server.close());

test('a text comes as it was made, whatever its length', async () => {
  assert.equal(await (await fetch(`${url}/short`)).text(), LINE.repeat(3));
  assert.equal(await (await fetch(`${url}/nothing`)).text(), '');
  assert.equal((await (await fetch(`${url}/long`)).text()).length, 1000 * LINE.length);
});

test('what fails before it begins is answered as any failure', async () => {
  const response = await fetch(`${url}/unbegun`);
  assert.deepEqual([response.status, await response.json()], [503, { code: 'store_unavailable' }]);
});

test('what fails later is broken off, so that nobody takes a part for the whole, and is in the log', async () => {
  const response = await fetch(`${url}/broken`);
  assert.equal(response.status, 200);
  await assert.rejects(() => response.text());
  assert.ok(logLines.some((line) => line.includes('an answer was broken off')));
});

test('no more is made than the reader takes, and nothing once it is gone', async () => {
  const before = stopped;
  await new Promise<void>((resolve, reject) => {
    const request = get(`${url}/endless`, (response) => {
      response.once('data', () => {
        response.pause();
        request.destroy();
        resolve();
      });
    });
    request.on('error', reject);
  });
  while (stopped === before) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(made < ENDLESS / 10, `${made} lines were made`);
});

test('who asks for the headers alone gets them alone', async () => {
  const response = await fetch(`${url}/long`, { method: 'HEAD' });
  assert.deepEqual([response.status, await response.text()], [200, '']);
});
