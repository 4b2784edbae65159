import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, test } from 'node:test';
import express, { type Express } from 'express';
import { beginRequest } from '../../src/http/begin-request.ts';
import type { AnsweredRequest } from '../../src/http/metrics.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { requestContextOf } from '../../src/http/request-context.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { send } from '../support/trader-browser.ts';

interface Served {
  readonly url: string;
  readonly lines: Record<string, unknown>[];
  readonly observed: AnsweredRequest[];
}

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** An application that begins each request and then does what the test wants. */
async function serve(finish: (app: Express) => void, isStopping = () => false): Promise<Served> {
  const lines: Record<string, unknown>[] = [];
  const observed: AnsweredRequest[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const metrics = { ...createMetrics(), requestAnswered: (answered: AnsweredRequest) => void observed.push(answered) };
  const app = express();
  app.use(beginRequest({ log, metrics, isStopping }));
  finish(app);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lines, observed };
}

/** Answers with the address as the routes see it, and the broker of the prefix. */
function echo(app: Express): void {
  app.use((request, response) => {
    response.json({ url: request.url, broker: requestContextOf(response).pathBrokerName ?? null });
  });
}

describe('the prefix /b/{brokerName}', () => {
  for (const [address, url, broker] of [
    ['/b/main/oauth2/authorize?x=1', '/oauth2/authorize?x=1', 'main'],
    ['/b/main/', '/', 'main'],
    ['/b/main', '/', 'main'],
    ['/b/main?x=1', '/?x=1', 'main'],
    ['/b/main/b/other/x', '/b/other/x', 'main'],
    ['/b/a%2Db/x', '/x', 'a-b'],
    ['/b/%E0%A4%A/x', '/x', '%E0%A4%A'],
    ['/b//x', '/x', ''],
    ['/b/main//x', '//x', 'main'],
    ['/b', '/b', null],
    ['/B/main/x', '/B/main/x', null],
    ['/x?a=/b/main/', '/x?a=/b/main/', null],
    ['/', '/', null],
  ] as const) {
    test(`${address} is ${url} ${broker === null ? 'of no broker' : `of "${broker}"`}`, async () => {
      const { text } = await send(await serve(echo).then((served) => served.url), { target: address });
      assert.deepEqual(JSON.parse(text), { url, broker });
    });
  }
});

describe('the log line and the observation of a request', () => {
  test('say what happened, once, without path and query', async () => {
    const { url, lines, observed } = await serve((app) => {
      app.get('/secret-path', (_request, response) => {
        const context = requestContextOf(response);
        context.route = '/route';
        context.brokerName = 'main';
        context.errorCode = 'token_unknown';
        response.status(404).end();
      });
    });
    await send(`${url}/secret-path?token=secret-query`);
    assert.equal(lines.length, 1);
    const { requestId, ms, ...line } = lines[0] ?? {};
    const { pid: _pid, time: _time, ...said } = line;
    assert.match(String(requestId), /^[0-9a-f-]{36}$/);
    assert.equal(typeof ms, 'number');
    assert.deepEqual(said, {
      level: 'info',
      broker: 'main',
      method: 'GET',
      route: '/route',
      status: 404,
      address: '127.0.0.1',
      code: 'token_unknown',
      msg: 'request',
    });
    assert.doesNotMatch(JSON.stringify(lines), /secret/);
    assert.deepEqual({ ...observed[0], seconds: 0 }, { route: '/route', brokerName: 'main', status: 404, seconds: 0 });
  });

  test('of a caller who went away before the answer has the status 499', async () => {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let closed = (): void => undefined;
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url, lines, observed } = await serve((app) => {
      app.use((_request, response) => {
        response.once('close', closed);
        arrived();
      });
    });
    const sent = sendRequest(url).on('error', () => undefined);
    sent.end();
    await arrival;
    sent.destroy();
    await closing;
    assert.equal(lines[0]?.status, 499);
    assert.equal(observed[0]?.status, 499);
  });

  test('have another id for each request', async () => {
    const { url, lines } = await serve(echo);
    await send(`${url}/`);
    await send(`${url}/`, { headers: { 'X-Request-Id': 'of-the-caller' } });
    assert.notEqual(lines[0]?.requestId, lines[1]?.requestId);
    assert.notEqual(lines[1]?.requestId, 'of-the-caller');
  });
});

describe('a proxy that is not trusted', () => {
  const forwarded = { headers: { 'X-Forwarded-For': '203.0.113.77' } };
  const warnings = (lines: Served['lines']) => lines.filter(({ level }) => level === 'warn');

  test('is told of once, without what it said', async () => {
    const { url, lines } = await serve(echo);
    await send(`${url}/`);
    assert.deepEqual(warnings(lines), []);
    for (let call = 0; call < 3; call += 1) await send(`${url}/`, forwarded);
    assert.equal(warnings(lines).length, 1);
    assert.match(String(warnings(lines)[0]?.msg), /TRUSTED_PROXIES/);
    assert.equal(warnings(lines)[0]?.peer, '127.0.0.1');
    assert.doesNotMatch(JSON.stringify(lines), /203\.0\.113\.77/);
  });

  test('is not told of when it is trusted', async () => {
    const { url, lines } = await serve((app) => echo(app.set('trust proxy', ['loopback'])));
    await send(`${url}/`, forwarded);
    assert.deepEqual(warnings(lines), []);
  });
});

describe('while the process stops', () => {
  test('every answer closes its connection', async () => {
    let isStopping = false;
    const { url } = await serve(echo, () => isStopping);
    assert.notEqual((await send(`${url}/`)).headers.connection, 'close');
    isStopping = true;
    assert.equal((await send(`${url}/`)).headers.connection, 'close');
  });
});
