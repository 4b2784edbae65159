import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { type BackendBench, brokerAt, createBackendBench } from './backend-bench.ts';

/** A platform that writes down what it gets, byte by byte, and answers what it is told. */
let server: Server;
let bench: BackendBench;
let url = '';
let answer: { status: number; headers?: Record<string, string>; text: string } = { status: 200, text: '{}' };
let seen: { method: string | undefined; url: string; body: string }[] = [];

before(async () => {
  server = createServer(async (request, response) => {
    const body = await textOf(request);
    seen.push({ method: request.method, url: request.url ?? '', body });
    const isTokenCall = request.url?.startsWith('/base/v2/webserv/managers/token');
    const reply = isTokenCall ? { status: 200, text: '{"webservToken":"a token&with=signs"}' } : answer;
    response.writeHead(reply.status, { ...answer.headers }).end(reply.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`;
  bench = createBackendBench();
});
after(async () => {
  await bench.backend.close();
  await new Promise((resolve) => server.close(resolve));
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

test('3.1 sends the manager’s login and the MD5 of the password, and the token goes into the query', async () => {
  answer = { status: 200, text: '{"userId":"10345533","more":1}' };
  assert.equal(await bench.backend.findUserId(brokerAt(url), 'a+b@example.com'), 10345533);
  const [first, second] = seen;
  const hashedPassword = createHash('md5').update('sandbox-manager-tradingtech_main').digest('hex');
  assert.deepEqual(JSON.parse(first?.body ?? ''), { login: 1001, hashedPassword });
  const query = new URL(second?.url ?? '', url).searchParams;
  assert.equal(query.get('token'), 'a token&with=signs');
  assert.equal(query.get('email'), 'a+b@example.com');
});

test('3.5 writes the amount digit by digit as a JSON number', async () => {
  answer = { status: 200, text: '{"balanceHistoryId":6340680}' };
  const amounts = {
    '250.00': '250.00',
    '249.99999999': '249.99999999',
    '999999999999.12345678': '999999999999.12345678',
    '007.5': '7.5',
    '0.10': '0.10',
  };
  for (const [preciseAmount, written] of Object.entries(amounts)) {
    seen = [];
    const change = { login: 7, type: 'DEPOSIT' as const, preciseAmount, externalId: 'x"1' };
    assert.equal(await bench.backend.changeBalance(brokerAt(url), change), 6340680);
    const body = seen.at(-1)?.body ?? '';
    assert.ok(body.startsWith(`{"preciseAmount":${written},"`), body);
    assert.equal(JSON.parse(body).externalId, 'x"1');
  }
});

test('an answer of 2xx without what it should hold has an unknown outcome', async () => {
  for (const text of ['', '{}', '[]', '"x"', '{"userId":-1}', '{"userId":1.5}', 'null']) {
    answer = { status: 201, text };
    await assert.rejects(bench.backend.createUser(brokerAt(url), { email: 'a@example.com' }), (error) => {
      return isBridgeError(error, 'platform_unavailable') && error.outcome === 'unknown';
    });
  }
});

test('3.11 takes every empty answer for nobody', async () => {
  for (const text of ['', '{}', '{"userId":null}', 'null']) {
    answer = { status: 200, text };
    assert.equal(await bench.backend.findUserId(brokerAt(url), 'a@example.com'), undefined);
  }
});

test('calls without an answer do not care what the body is', async () => {
  answer = { status: 200, text: '<ok/>' };
  await bench.backend.logOut(brokerAt(url), 7);
  await bench.backend.setReferral(brokerAt(url), 7, 'p');
});

test('the platform’s Retry-After is passed on', async () => {
  answer = { status: 429, text: '', headers: { 'retry-after': '17' } };
  await assert.rejects(bench.backend.createUser(brokerAt(url), { email: 'a@example.com' }), (error) => {
    return (
      isBridgeError(error, 'platform_unavailable') && error.retryAfterSeconds === 17 && error.outcome === 'not_done'
    );
  });
});

test('a redirect is not followed', async () => {
  seen = [];
  answer = { status: 302, text: '', headers: { location: 'http://127.0.0.1:9/' } };
  await assert.rejects(bench.backend.createUser(brokerAt(url), { email: 'a@example.com' }), isBridgeError);
  assert.equal(seen.filter((request) => request.url.includes('create')).length, 1);
});
