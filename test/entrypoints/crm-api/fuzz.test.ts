import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertErrorShape } from './assert-refused.ts';
import { CALLS, credentials } from './good-call.ts';
import { sendRaw } from './raw-request.ts';
import { useStage } from './stage.ts';
import { MAIN, STRANGER, WHITE_LABELS } from './white-label.ts';

const stage = useStage();
const RUNS = { numRuns: 200, interruptAfterTimeLimit: 8000, markInterruptAsFailure: false } as const;

const NAMES = [
  ...['brokerName', 'brokerCrmName', 'crmApiToken', 'token', 'password', 'code', 'accessToken', 'inappToken'],
  ...['userId', 'brokerName[]', 'brokerName[a]', '__proto__', 'constructor', 'toString', 'hasOwnProperty', ''],
];
const LIKELY = [
  ...WHITE_LABELS,
  'tradingtech_crm',
  'financialhouse_crm',
  '10345533',
  '-1',
  '',
  '\0',
  'null',
  '[]',
  '%00',
];

/** Follows the form of each kind of token. */
const tokenLike = fc.oneof(
  fc.stringMatching(/^(ot|at|ia)_[A-Za-z0-9_-]{40}$/),
  fc.stringMatching(/^eyJ[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,80}\.[A-Za-z0-9_-]{0,43}$/),
);
const text = fc.oneof(fc.constantFrom(...LIKELY), tokenLike, fc.string({ unit: 'binary', maxLength: 40 }));
const name = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.string() });
const query = fc.array(fc.tuple(name, text), { maxLength: 6 }).map((pairs) => {
  const written = pairs.map(([key, value]) => [
    encodeURIComponent(key.toWellFormed()),
    encodeURIComponent(value.toWellFormed()),
  ]);
  return written.map(([key, value]) => `${key}=${value}`).join('&');
});
const target = fc.string({
  unit: fc.constantFrom(...'/b%?&=.[]{}~_-:;@!$\'()*+,\\"<>^`|', 'oauth2', MAIN, '2F', '00'),
  maxLength: 12,
});

const jsonValue = fc.oneof(
  text,
  fc.jsonValue(),
  fc.bigInt().map(String),
  fc.constantFrom([], {}, null, 2 ** 60, 1e308),
);
const body = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(name, jsonValue, { maxKeys: 6 }).map((fields) => JSON.stringify(fields)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 60,
});
const headers = fc.dictionary(
  fc.constantFrom(
    'Authorization',
    'Content-Type',
    'Content-Encoding',
    'Host',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'Cookie',
    'Origin',
  ),
  fc.oneof(
    headerText,
    tokenLike.map((token) => `Bearer ${token}`),
    fc.constantFrom(
      'gzip',
      'br',
      'deflate',
      'identity',
      'application/json; charset=utf-16',
      'text/plain; charset=utf-7',
      '::1',
      '[',
      '',
    ),
  ),
  { maxKeys: 3 },
);

/** Anything but a bug: success without a body of an error, or a refusal in the one form. */
async function assertSane(request: Parameters<typeof sendRaw>[1]): Promise<void> {
  stage().bridge.clock.advance(1000);
  const answer = await sendRaw(stage().bridge.url, request);
  if (answer.status === 200 || answer.status === 204) return;
  if (request.method === 'HEAD') assert.ok(answer.status < 500);
  else assertErrorShape(answer);
  assert.ok(answer.status < 500, answer.text);
}

test('row 46: any body, query and header, sent to any call of any broker, is answered in form and never 5xx', async () => {
  const path = fc.constantFrom(...CALLS.flatMap(({ route }) => route.paths));
  const prefix = fc.constantFrom(
    '',
    ...WHITE_LABELS.map((brokerName) => `/b/${brokerName}`),
    '/b/',
    '/b/%',
    '/b/nobody',
  );
  const request = fc.record({ path, prefix, query, body, headers });
  await fc.assert(
    fc.asyncProperty(request, async (sent) => {
      await assertSane({ target: `${sent.prefix}${sent.path}?${sent.query}`, body: sent.body, headers: sent.headers });
    }),
    RUNS,
  );
});

test('row 46: any address and any method is answered in form and never 5xx', async () => {
  const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'POST', 'TRACE', 'PROPFIND');
  await fc.assert(
    fc.asyncProperty(method, target, body, (sent, rest, content) =>
      assertSane({ method: sent, target: `/${rest}`, body: content }),
    ),
    RUNS,
  );
});

for (const call of CALLS) {
  test(`row 46: a good ${call.call} with any one field replaced is answered in form and never 5xx`, async () => {
    const place = fc.constantFrom('query', 'body', 'header');
    const { crmApiToken } = stage().label(STRANGER);
    const likely = fc.oneof(fc.constantFrom(crmApiToken, ...LIKELY), jsonValue);
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...NAMES), likely, async (where, field, value) => {
        const label = stage().label(STRANGER);
        const good = await call.fields(label);
        const base = new URLSearchParams({ ...credentials(call, label), ...good.query });
        if (where === 'query') base.set(field, String(value).toWellFormed());
        const isHeader = where === 'header' && typeof value === 'string' && /^[\x20-\x7e]*$/.test(value);
        await assertSane({
          target: `/b/${STRANGER}${call.path}?${base}`,
          body: JSON.stringify(where === 'body' ? { ...good.body, [field]: value } : good.body),
          headers: isHeader ? { Authorization: `Bearer ${value}` } : {},
        });
      }),
      { ...RUNS, numRuns: 40 },
    );
  });
}

test('row 46: nothing of all this was a bug, and nothing of it stands in the log as one', () => {
  const levels = stage().bridge.logLines.map((line) => JSON.parse(line));
  assert.deepEqual(
    levels.filter(({ level, msg }) => level === 'error' || msg === 'bug'),
    [],
  );
});
