import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sendRaw } from '../crm-api/raw-request.ts';
import { PRIVACY_HEADERS, useBrokerApiStage } from './support/broker-api-stage.ts';
import { pathWith, ROUTES } from './support/route-table.ts';

const stage = useBrokerApiStage();
const RUNS = { numRuns: 300, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false } as const;

const FIELDS = [
  ...['userId', 'email', 'action', 'account', 'limit', 'cursor', 'brokerName', 'scopes', 'url', 'ttlSeconds', 'state'],
  ...['__proto__', 'constructor', 'toString', '', 'a.b', 'a[b]'],
];
const text = fc.oneof(
  fc.constantFrom(
    '',
    'null',
    '0',
    '-1',
    '1e999',
    '\0',
    '%00',
    '../..',
    'tradingtech_wl_europe',
    '2026-11-29T00:00:00Z',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uuid(),
);
const name = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...FIELDS) }, { weight: 1, arbitrary: fc.string() });
const value = fc.oneof(text, fc.jsonValue(), fc.constantFrom([], {}, null, 2 ** 60, 1e308));
const body = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(name, value, { maxKeys: 6 }).map((fields) => JSON.stringify(fields)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);
const query = fc.array(fc.tuple(name, text), { maxLength: 4 }).map((pairs) => {
  const written = pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())));
  return written.map(([key, content]) => `${key}=${content}`).join('&');
});
const headerText = fc.stringMatching(/^[\x20-\x7e]{0,60}$/);
const headers = fc.dictionary(
  fc.constantFrom(
    ...['authorization', 'if-match', 'idempotency-key', 'content-encoding', 'content-type', 'host'],
    ...['x-bridge-timestamp', 'x-bridge-signature', 'x-brokeret-signature', ...Object.keys(PRIVACY_HEADERS)],
  ),
  fc.oneof(headerText, fc.constantFrom('gzip', 'Basic Og==', 'Basic', 'Bearer bk_test_', '"1"', '*', '[', '::1')),
  { maxKeys: 3 },
);

test('row 46: any body, query, path and header, sent to any operation, is answered in form and never 5xx', async () => {
  const { bridge, system } = stage();
  const request = fc.record({ route: fc.constantFrom(...ROUTES), segment: text, query, body, headers });
  await fc.assert(
    fc.asyncProperty(request, async ({ route, segment, ...sent }) => {
      bridge.clock.advance(60_000);
      const path = pathWith(route, () => segment.toWellFormed() || '-');
      const answer = await sendRaw(bridge.url, {
        method: route.method,
        target: `/broker-api/v1${path}?${sent.query}`,
        body: sent.body,
        headers: { ...PRIVACY_HEADERS, authorization: `Bearer ${system.held.text}`, ...sent.headers },
      });
      assert.ok(answer.status < 500, `${route.operationId}: ${answer.text}`);
      if (answer.status < 300) return;
      const { error } = answer.body as { error: Record<string, unknown> };
      assert.ok(typeof error.code === 'string' && typeof error.message === 'string', answer.text);
      assert.match(String(error.doc_url), /\/docs\/errors#/);
    }),
    RUNS,
  );
});

test('row 46: nothing of all this was a bug', () => {
  const bugs = stage().bridge.logLines.filter((line) => JSON.parse(line).msg === 'bug');
  assert.deepEqual(bugs, []);
});
