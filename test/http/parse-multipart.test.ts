import assert from 'node:assert/strict';
import { createServer, request as openRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import express from 'express';
import joi from 'joi';
import { BridgeError } from '../../src/errors/bridge-error.ts';
import { beginRequest } from '../../src/http/begin-request.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { mountRoutes } from '../../src/http/mount-routes.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { type MultipartPart, multipartBody } from '../support/multipart-body.ts';
import { send as sendRequest } from '../support/trader-browser.ts';

const MAX_FILE_BYTES = 1000;
const PER_HOLDER = 2;
const PER_ADDRESS = 4;
const PER_BROKER = 8;
const TOTAL = 16;

let steps: string[] = [];
let seen: { body: object; files: Record<string, string> } | undefined;
let admission: () => Promise<void> = async () => {};
const logLines: string[] = [];

const handler = express().set('trust proxy', true);
handler.use(
  beginRequest({
    log: createLogger('debug', { write: (line) => void logLines.push(line) }),
    metrics: createMetrics(),
    isStopping: () => false,
  }),
  mountRoutes<string>({
    routes: [
      {
        method: 'POST',
        paths: ['/upload'],
        summary: 'a route of a test',
        security: { kind: 'open', because: 'it is a test' },
        body: {
          fileFields: ['one', 'two'],
          maxFileBytes: MAX_FILE_BYTES,
          async admit() {
            steps.push('admit');
            await admission();
          },
        },
        request: { query: joi.object({}), body: joi.object({}).unknown(true) },
        response: { status: 200, contentType: 'application/json' },
        errors: [],
        handle({ body, files }) {
          steps.push('handle');
          const texts = Object.entries(files).map(([name, content]) => [name, content.toString('latin1')]);
          seen = { body: { ...body }, files: Object.fromEntries(texts) };
          return { kind: 'json', body: { ok: true } };
        },
      },
    ],
    authenticate(_route, { body, context }) {
      steps.push('authenticate');
      const [word, holder = '', brokerName = ''] = String(body.ticket).split(' ');
      if (word !== 'good' || Array.isArray(body.ticket)) throw new BridgeError('page_expired');
      context.brokerName = brokerName;
      return holder;
    },
    holderOf: (caller) => caller,
    renderError: ({ code, field, retryAfterSeconds }, { body }) => ({
      kind: 'json',
      status: 400,
      body: { code, field, retryAfterSeconds, ticket: body.ticket },
    }),
  }),
);

const server = createServer(handler);
let url = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  steps = [];
  seen = undefined;
  admission = async () => {};
  logLines.length = 0;
});

const TICKET = { name: 'ticket', content: 'good' };
const file = (name: string, content: string, fileName = 'x.jpg'): MultipartPart => ({ name, fileName, content });

async function post(parts: readonly MultipartPart[]) {
  const { body, contentType } = multipartBody(parts);
  return postBody(body, contentType);
}

async function postBody(body: Buffer, contentType: string) {
  const answer = await sendRequest(url, { method: 'POST', headers: { 'Content-Type': contentType }, body });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

describe('a form with files', () => {
  test('reaches the handler as fields and the content of files, and nothing that the sender says of those', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
    const answer = await post([
      TICKET,
      { ...file('one', ''), content: Buffer.from(bytes, 'latin1') },
      file('two', 'b'),
    ]);
    assert.equal(answer.status, 200);
    assert.deepEqual(seen, { body: { ticket: 'good' }, files: { one: bytes, two: 'b' } });
    assert.deepEqual(steps, ['authenticate', 'admit', 'authenticate', 'handle']);
  });

  test('may leave files out, as browsers send a field without one', async () => {
    assert.equal((await post([TICKET, file('one', '', ''), file('two', 'b')])).status, 200);
    assert.deepEqual(seen?.files, { two: 'b' });
    assert.equal((await post([TICKET])).status, 200);
    assert.deepEqual(seen?.files, {});
  });

  test('takes an empty file for a file', async () => {
    await post([TICKET, file('one', '')]);
    assert.deepEqual(seen?.files, { one: '' });
  });

  test('of somebody unknown is refused before a file is read', async () => {
    for (const first of [
      { name: 'ticket', content: 'bad' },
      { name: 'other', content: 'good' },
    ]) {
      const answer = await post([first, file('one', 'x'.repeat(100_000)), TICKET]);
      assert.equal(answer.body.code, 'page_expired');
    }
    assert.equal((await post([file('one', 'a'), TICKET])).body.code, 'page_expired', 'what proves it stands first');
    assert.ok(!steps.includes('admit') && !steps.includes('handle'));
  });

  test('that is not admitted gets that for an answer', async () => {
    admission = async () => {
      throw new BridgeError('too_many_attempts', { retryAfterSeconds: 9 });
    };
    const answer = await post([TICKET, file('one', 'a')]);
    assert.deepEqual([answer.body.code, answer.body.retryAfterSeconds], ['too_many_attempts', 9]);
  });

  test('has a bug in its admission called a bug', async () => {
    admission = async () => {
      throw new TypeError('x');
    };
    assert.equal((await post([TICKET, file('one', 'a')])).body.code, 'internal_error');
  });

  test('row 48: has a file one byte too large named by its field, and the fields are still known', async () => {
    assert.equal((await post([TICKET, file('one', 'x'.repeat(MAX_FILE_BYTES))])).status, 200);
    for (const size of [MAX_FILE_BYTES + 1, 10_000_000]) {
      const { body } = await post([TICKET, file('one', 'a'), file('two', 'x'.repeat(size))]);
      assert.deepEqual(body, { code: 'file_too_large', field: 'two', ticket: 'good' });
    }
  });

  for (const [name, parts] of [
    ['a file that nobody asked for', [TICKET, file('three', 'a')]],
    ['two files in one field', [TICKET, file('one', 'a'), file('one', 'b')]],
    ['more files than fields', [TICKET, file('one', 'a'), file('two', 'b'), file('one', 'c')]],
    ['too many fields', Array.from({ length: 17 }, (_, index) => ({ name: `f${index}`, content: '' }))],
    ['a field that is too large', [{ name: 'ticket', content: 'x'.repeat(9000) }]],
    ['a name that is too long', [{ name: 'x'.repeat(65), content: '' }]],
    ['a name that builds an object', [{ name: 'a[b]', content: '' }]],
    ['a name that builds a list', [{ name: 'a[]', content: '' }]],
    ['no name at all', [{ name: '"; filename*=x; x="', content: '' }]],
  ] as const) {
    test(`row 48: is refused as malformed with ${name}`, async () => {
      const { body } = await post(parts);
      assert.ok(['malformed_request', 'page_expired'].includes(body.code), body.code);
      assert.ok(!steps.includes('handle'));
    });
  }

  test('cannot reach what all objects have', async () => {
    await post([TICKET, { name: '__proto__', content: 'x' }, { name: 'constructor', content: 'x' }]);
    assert.equal(({} as Record<string, unknown>).x, undefined);
    assert.equal(Object.prototype.constructor, Object);
  });

  test('that names a field twice has no such text', async () => {
    assert.equal((await post([TICKET, TICKET])).body.code, 'page_expired');
  });

  test('that is none, or breaks off, is refused', async () => {
    const { body, contentType } = multipartBody([TICKET, file('one', 'abc')]);
    assert.equal((await postBody(body, 'multipart/form-data')).body.code, 'malformed_request');
    assert.equal((await postBody(body, 'multipart/mixed; boundary=x')).body.code, 'malformed_request');
    assert.equal((await postBody(body, 'text/plain')).body.code, 'page_expired');
    for (const length of [10, 60, 120, body.length - 60, body.length - 3]) {
      const { code } = (await postBody(body.subarray(0, length), contentType)).body;
      assert.ok(['malformed_request', 'page_expired'].includes(code), `${length}: ${code}`);
    }
    assert.ok(!steps.includes('handle'));
    assert.doesNotMatch(logLines.join(''), /"level":"error"/);
  });

  interface Sender {
    readonly holder?: string;
    readonly brokerName?: string;
    readonly address?: string;
  }

  const partsOf = ({ holder = 'h', brokerName = 'main' }: Sender) =>
    multipartBody([{ name: 'ticket', content: `good ${holder} ${brokerName}` }, file('one', 'abc')]);

  const headersOf = ({ address = '203.0.113.1' }: Sender, contentType: string) => ({
    'Content-Type': contentType,
    'X-Forwarded-For': address,
  });

  /** Sends the beginning of a form each, and waits until they have their places. @returns Lets go of all. */
  async function hold(senders: readonly Sender[]): Promise<() => void> {
    steps = [];
    const open = senders.map((sender) => {
      const { body, contentType } = partsOf(sender);
      const headers = { ...headersOf(sender, contentType), 'Content-Length': String(body.length) };
      const sent = openRequest(url, { method: 'POST', headers });
      sent.on('error', () => undefined);
      sent.write(body.subarray(0, body.length - 10));
      return sent;
    });
    while (steps.filter((step) => step === 'admit').length < senders.length) await new Promise(setImmediate);
    return () => {
      for (const sent of open) sent.destroy();
    };
  }

  async function codeFor(sender: Sender): Promise<string | number> {
    const { body, contentType } = partsOf(sender);
    const answer = await sendRequest(url, { method: 'POST', headers: headersOf(sender, contentType), body });
    return answer.status === 200 ? 200 : JSON.parse(answer.text).code;
  }

  const times = (count: number, senderAt: (index: number) => Sender) =>
    Array.from({ length: count }, (_, index) => senderAt(index));

  const cases: readonly [string, Sender[], Sender, Sender][] = [
    [
      'one trader, whatever the addresses',
      times(PER_HOLDER, (index) => ({ address: `198.51.100.${index}` })),
      { address: '198.51.100.99' },
      { holder: 'another' },
    ],
    [
      'one address',
      times(PER_ADDRESS, (index) => ({ holder: `h${index}` })),
      { holder: 'x' },
      { holder: 'x', address: '198.51.100.1' },
    ],
    [
      'one white label',
      times(PER_BROKER, (index) => ({ holder: `h${index}`, address: `198.51.100.${index}` })),
      {},
      { brokerName: 'other' },
    ],
    [
      'all together',
      times(TOTAL, (index) => ({ holder: `h${index}`, address: `198.51.100.${index}`, brokerName: `b${index % 2}` })),
      { brokerName: 'b3' },
      {},
    ],
  ];
  for (const [whose, senders, refused, welcome] of cases) {
    test(`row 48: of ${whose} holds a few places in memory, which are free again when it is gone`, async () => {
      const letGo = await hold(senders);
      assert.equal(await codeFor(refused), 'busy');
      if (senders.length < TOTAL) assert.equal(await codeFor(welcome), 200);
      letGo();
      for (let tries = 0; (await codeFor(refused)) !== 200; tries += 1) assert.ok(tries < 200);
      for (let call = 0; call < 3 * PER_ADDRESS; call += 1) assert.equal(await codeFor(refused), 200);
    });
  }
});
