import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import express from 'express';
import joi from 'joi';
import { BridgeError } from '../../src/errors/bridge-error.ts';
import { answerUnknown, refuseUnknown } from '../../src/http/answer-unknown.ts';
import { beginRequest } from '../../src/http/begin-request.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { mountRoutes } from '../../src/http/mount-routes.ts';
import type { BodyFormat, Route } from '../../src/http/route.ts';
import { createBoundedQueue } from '../../src/lib/bounded-queue.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { toAnswer } from '../support/platform-caller.ts';

/** What happened to the last request, in order. */
let steps: string[] = [];
let seen: unknown;
const logLines: string[] = [];

function route(path: string, handle: Route<string>['handle'], body: BodyFormat = 'json'): Route<string> {
  const seeing = (step: string) => joi.any().custom((value) => steps.push(step) && value);
  return {
    method: body === 'none' ? 'GET' : 'POST',
    paths: [path],
    summary: 'a route of a test',
    security: { kind: 'open', because: 'it is a test' },
    body,
    request: {
      query: joi.object({ q: seeing('query'), one: joi.string() }),
      body: joi.object({ b: seeing('body'), one: joi.string() }),
    },
    response: { status: 200, contentType: 'application/json' },
    errors: [],
    handle: (call) => {
      steps.push('handle');
      seen = { query: { ...call.query }, body: { ...call.body } };
      return handle(call);
    },
  };
}

const fail = (error: unknown) => () => {
  throw error;
};
const full = createBoundedQueue({ concurrency: 0, maxWaiting: 0 });
const ok = () => ({ kind: 'json', body: { ok: true } }) as const;
const routes = [
  route('/ok', ok),
  route('/form', ok, 'form'),
  route('/get', ok, 'none'),
  route('/bug', fail(new TypeError('secret detail of a bug'))),
  route('/throws-text', fail('secret detail of a bug')),
  route('/busy', () => full.run(async () => ok())),
  route('/later', fail(new BridgeError('store_unavailable', { retryAfterSeconds: 7, detail: 'secret detail' }))),
  route('/unspeakable', fail(new BridgeError('broker_changed'))),
];

const handler = express();
handler.use(
  beginRequest({
    log: createLogger('debug', { write: (line) => void logLines.push(line) }),
    metrics: createMetrics(),
    isStopping: () => false,
  }),
  mountRoutes<string>({
    routes,
    authenticate(_route, { query }) {
      steps.push('authenticate');
      if (query.caller === 'stranger') throw new BridgeError('crm_token_invalid');
      return 'caller';
    },
    renderError(error) {
      if (error.code === 'broker_changed') throw new Error('secret detail of a second bug');
      return { kind: 'json', status: 400, body: { code: error.code, field: error.field } };
    },
  }),
  refuseUnknown,
  answerUnknown,
);

let url = '';
const server = createServer(handler);
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());
beforeEach(() => {
  steps = [];
  seen = undefined;
  logLines.length = 0;
});

async function send(path: string, body?: string | URLSearchParams, method = 'POST') {
  return toAnswer(await fetch(`${url}${path}`, { method, ...(body === undefined ? {} : { body }) }));
}

test('a request passes body, caller, query and fields in this order, and then the route’s own work', async () => {
  assert.equal((await send('/ok?q=1', '{"b":1}')).status, 200);
  assert.deepEqual(steps, ['authenticate', 'query', 'body', 'handle']);
});

test('a body that is not well-formed reaches nobody', async () => {
  for (const body of ['{', '[1]', 'x'.repeat(20_000)]) {
    assert.deepEqual((await send('/ok?caller=stranger', body)).body, { code: 'malformed_request' });
  }
  assert.deepEqual(steps, []);
});

test('a caller who is refused is not told about fields', async () => {
  assert.deepEqual((await send('/ok?caller=stranger&one=1&one=2', '{"one":1}')).body, { code: 'crm_token_invalid' });
  assert.deepEqual(steps, ['authenticate']);
});

test('fields that nobody asked for do not reach the route', async () => {
  await send('/ok?one=1&two=2', '{"one":"1","two":2,"__proto__":{"three":3}}');
  assert.deepEqual(seen, { query: { one: '1' }, body: { one: '1' } });
});

test('a field that stands twice in a query or a form is malformed, and an array in JSON is of the wrong type', async () => {
  const twice = new URLSearchParams('one=1&one=2');
  assert.deepEqual((await send(`/ok?${twice}`)).body, { code: 'malformed_request', field: 'one' });
  assert.deepEqual((await send('/form', twice)).body, { code: 'malformed_request', field: 'one' });
  assert.deepEqual((await send('/ok', '{"one":["1","2"]}')).body, { code: 'parameter_invalid', field: 'one' });
});

test('a body up to 16 KB is read, and a larger one is not', async () => {
  const bodyOf = (length: number) => `{"one":"${'x'.repeat(length - 10)}"}`;
  assert.equal((await send('/ok', bodyOf(16 * 1024))).status, 200);
  assert.deepEqual((await send('/ok', bodyOf(16 * 1024 + 1))).body, { code: 'malformed_request' });
});

test('a bug is answered without its words, and logged with them and the request id', async () => {
  for (const path of ['/bug', '/throws-text']) {
    const answer = await send(path);
    assert.deepEqual(answer.body, { code: 'internal_error' });
    const line = logLines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'bug');
    assert.equal(line.requestId, answer.headers.get('x-request-id'));
    assert.match(JSON.stringify(line), /secret detail of a bug/);
    logLines.length = 0;
  }
});

test('a bug in rendering an error is answered 500 without its words', async () => {
  const answer = await send('/unspeakable');
  assert.equal(answer.status, 500);
  assert.equal(answer.body.code, 'INTERNAL_ERROR');
  assert.doesNotMatch(answer.text, /secret/);
});

test('row 8: a full queue is answered as busy with Retry-After, not as a bug', async () => {
  const answer = await send('/busy');
  assert.deepEqual(answer.body, { code: 'busy' });
  assert.equal(answer.headers.get('retry-after'), '1');
  assert.ok(logLines.every((line) => !line.includes('"bug"')));
});

test('Retry-After is what the error says, and its detail stays in the log', async () => {
  const answer = await send('/later');
  assert.deepEqual([answer.headers.get('retry-after'), answer.body], ['7', { code: 'store_unavailable' }]);
  assert.ok(logLines.some((line) => line.includes('secret detail')));
});

test('row 7: another method than the route’s is refused with Allow, and HEAD of a GET route is served', async () => {
  const refused = await send('/get', '{}', 'POST');
  assert.deepEqual([refused.body, refused.headers.get('allow')], [{ code: 'method_not_allowed' }, 'GET, HEAD']);
  assert.equal((await fetch(`${url}/get`, { method: 'HEAD' })).status, 200);
  const read = await send('/ok', undefined, 'GET');
  assert.deepEqual([read.body, read.headers.get('allow')], [{ code: 'method_not_allowed' }, 'POST']);
});

test('an address in another case or with another slash is not the route’s', async () => {
  for (const path of ['/OK', '/ok/', '//ok', '/nothing']) assert.equal((await send(path)).body.code, 'NOT_FOUND');
});
