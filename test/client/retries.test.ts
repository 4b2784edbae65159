import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BrokerApiError, type BrokerClientOptions, createBrokerClient } from '../../src/client/client.ts';

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
}

type Scripted = Response | Error;

/** A client whose bridge answers by a script. */
function scripted(answers: readonly Scripted[], options: Partial<BrokerClientOptions> = {}) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const left = [...answers];
  const client = createBrokerClient({
    baseUrl: 'https://bridge.example/b/some_broker/',
    apiKey: 'bk_test_x',
    principal: 'back_office-ada',
    justification: 'customer_support-ticket_4711',
    wait: async (ms) => void waits.push(ms),
    fetch: async (input, init) => {
      sent.push({ method: init?.method ?? '', url: String(input), headers: new Headers(init?.headers) });
      const next = left.shift();
      if (next instanceof Error) throw next;
      return (
        next ?? Response.json({ error: { code: 'internal_error', message: 'The script is over' } }, { status: 500 })
      );
    },
    ...options,
  });
  return { client, sent, waits };
}

const good = () => Response.json({ items: [], nextCursor: null });
const refusal = (status: number, code: string, headers: Record<string, string> = {}) =>
  Response.json(
    { error: { code, message: 'No', doc_url: `https://bridge.example/docs/errors#${code}` } },
    { status, headers },
  );
const lost = () => new TypeError('fetch failed');
const link = { body: { userId: 'u-1', action: 'kyc' } } as const;

describe('a call that fails on the way', () => {
  test('is sent again where it only reads', async () => {
    const { client, sent, waits } = scripted([lost(), refusal(503, 'busy', { 'retry-after': '2' }), good()]);
    await client.listPrivacyLog();
    assert.equal(sent.length, 3);
    assert.ok((waits[0] ?? 0) >= 200 && (waits[0] ?? 0) <= 400);
    assert.ok((waits[1] ?? 0) >= 2000 && (waits[1] ?? 0) <= 2200);
  });

  test('is sent again with the same idempotency key where it makes something, and waits for its own first try', async () => {
    const { client, sent } = scripted([
      lost(),
      refusal(409, 'idempotency_in_progress', { 'retry-after': '1' }),
      Response.json({ url: 'https://bridge.example/x', expiresAt: '2026-01-01T00:00:00.000Z' }, { status: 201 }),
    ]);
    const { data, status } = await client.createInAppLink(link);
    assert.equal(data.url, 'https://bridge.example/x');
    assert.equal(status, 201);
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(new Set(keys).size, 1);
    assert.match(keys[0] ?? '', /^[0-9a-f-]{36}$/);
  });

  test('has a new idempotency key with each call, or the one that is given', async () => {
    const { client, sent } = scripted([good(), good(), good()]);
    await client.createInAppLink(link);
    await client.createInAppLink(link);
    await client.createInAppLink(link, { idempotencyKey: 'order-17' });
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(new Set(keys).size, 3);
    assert.equal(keys[2], 'order-17');
  });

  test('is not sent again where a change on condition may have been made', async () => {
    const { client, sent } = scripted([lost(), good()]);
    const call = client.setRibbons({ userId: 'u-1', body: { ribbons: [] } }, { ifMatch: '"1"' });
    await assert.rejects(call, TypeError);
    assert.equal(sent.length, 1);
  });

  test('is sent again after 429 in any case: nothing was done', async () => {
    const limited = refusal(429, 'too_many_requests', { 'retry-after': '7' });
    const { client, sent, waits } = scripted([limited, Response.json({ id: 'u-1', ribbons: [] })]);
    await client.setRibbons({ userId: 'u-1', body: { ribbons: [] } }, { ifMatch: '"1"' });
    assert.equal(sent.length, 2);
    assert.ok((waits[0] ?? 0) >= 7000);
  });

  test('ends with the last refusal once all tries are used up', async () => {
    const { client, sent } = scripted([lost(), lost(), refusal(503, 'store_unavailable')], { maxRetries: 2 });
    await assert.rejects(client.getLimits(), { name: 'BrokerApiError', code: 'store_unavailable', status: 503 });
    assert.equal(sent.length, 3);
  });

  test('ends at once where the bridge refuses for good, and says why', async () => {
    const body = {
      error: { code: 'parameter_invalid', message: 'No', field: 'limit', doc_url: 'https://b.example/#x' },
    };
    const { client, sent } = scripted([Response.json(body, { status: 400, headers: { 'x-request-id': 'r-1' } })]);
    await assert.rejects(client.listPrivacyLog({ limit: 101 }), (error) => {
      assert.ok(error instanceof BrokerApiError);
      const { code, status, field, docUrl, requestId, message } = error;
      assert.deepEqual(
        { code, status, field, docUrl, requestId, message },
        {
          code: 'parameter_invalid',
          status: 400,
          field: 'limit',
          docUrl: 'https://b.example/#x',
          requestId: 'r-1',
          message: 'No',
        },
      );
      return true;
    });
    assert.equal(sent.length, 1);
  });

  test('is told apart where somebody else answered', async () => {
    for (const answer of ['<html>', '{"error":"Bad Gateway"}', '{"error":null}', '[]']) {
      const { client } = scripted([new Response(answer, { status: 502 })]);
      await assert.rejects(client.getLimits(), { code: 'unreadable', status: 502 });
    }
  });

  test('is not sent again once the caller gives up', async () => {
    const giveUp = new AbortController();
    const { client, sent } = scripted([lost(), good()], { wait: async () => undefined });
    giveUp.abort();
    await assert.rejects(client.getLimits({}, { signal: giveUp.signal }));
    assert.equal(sent.length, 1);
  });
});

describe('a call on the wire', () => {
  test('says who asks and why where personal data is touched, and nowhere else', async () => {
    const { client, sent } = scripted([good(), good(), good()]);
    await client.getLimits();
    await client.listAccounts({ userId: 'u-1' });
    await client.listAccounts({ userId: 'u-1' }, { justification: 'app_usage-start' });
    const reasons = sent.map(({ headers }) => headers.get('x-data-access-justification'));
    assert.deepEqual(reasons, [null, 'customer_support-ticket_4711', 'app_usage-start']);
  });

  test('keeps each field in its place of the address', async () => {
    const { client, sent } = scripted([good(), good()], { brokerName: 'a&b' });
    await client.listAccounts({ userId: 'u/1?x#y %2e' });
    await client.listPrivacyLog({ personId: 'ü &', limit: 5 });
    assert.deepEqual(
      sent.map(({ url }) => url),
      [
        'https://bridge.example/b/some_broker/broker-api/v1/users/u%2F1%3Fx%23y%20%252e/accounts?brokerName=a%26b',
        'https://bridge.example/b/some_broker/broker-api/v1/privacy-log?limit=5&personId=%C3%BC+%26&brokerName=a%26b',
      ],
    );
    for (const userId of ['', '.', '..']) await assert.rejects(client.listAccounts({ userId }), TypeError);
  });

  test('goes through all pages of a list, one after the other', async () => {
    const page = (id: string, nextCursor: string | null) => Response.json({ items: [{ id }], nextCursor });
    const { client, sent } = scripted([page('1', 'c1'), page('2', 'c2'), page('3', null)]);
    const ids: string[] = [];
    for await (const entry of client.all.listPrivacyLog({ limit: 1 })) {
      ids.push(entry.id);
      assert.equal(sent.length, ids.length);
    }
    assert.deepEqual(ids, ['1', '2', '3']);
    assert.deepEqual(
      sent.map(({ url }) => new URL(url).searchParams.get('cursor')),
      [null, 'c1', 'c2'],
    );
  });

  test('row 38: like calls in one second are signed for different seconds, and none too far ahead', async () => {
    let nowMs = 1_767_225_600_000;
    const { client, sent } = scripted(Array.from({ length: 300 }, good), {
      apiSecret: 's',
      now: () => nowMs,
      wait: async (ms) => {
        nowMs += ms;
      },
    });
    for (let count = 0; count < 250; count++) await client.getLimits();
    const timestamps = sent.map(({ headers }) => Number(headers.get('x-bridge-timestamp')));
    assert.equal(new Set(timestamps).size, 250);
    assert.ok(Math.max(...timestamps) <= nowMs / 1000 + 240);
    assert.equal(new Set(sent.map(({ headers }) => headers.get('x-bridge-signature'))).size, 250);
  });

  test('cannot be signed without a secret', () => {
    assert.throws(() => scripted([], { sign: true }), /apiSecret/);
  });
});
