import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { assertRefused } from './support/assert-refused.ts';
import { type HeldKey, useBrokerApiStage } from './support/broker-api-stage.ts';

type Shown = Readonly<Record<string, unknown>>;

const stage = useBrokerApiStage();
const NO_PRIVACY = { 'x-data-access-principal': undefined, 'x-data-access-justification': undefined };

function form(changes: object = {}) {
  return {
    ...{ company: 'Apps “R” Us', contactName: 'Grace', email: `${randomUUID()}@example.com` },
    ...{ website: 'https://app.example', useCase: 'A portfolio view.\nAnd more.' },
    ...{ redirectUris: ['https://app.example/callback'], scopes: ['users:read', 'developer-registrations:write'] },
    ...changes,
  };
}

const newPublishable = () =>
  stage().createKey({ kind: 'publishable', scopes: ['developer-registrations:write'], name: 'of a page' });
const register = (changes: object = {}, key: HeldKey = stage().system.held, headers = {}) =>
  stage().system.call('POST', '/developer-registrations', { body: form(changes), key, headers });
const decide = (id: unknown, body: object, key?: HeldKey) =>
  stage().system.call('POST', `/developer-registrations/${id}/decision`, { body, ...(key ? { key } : {}) });

test('a developer registers with a publishable key, staff approves, and the keys work and are shown once', async () => {
  const { system, bridge } = stage();
  const { status, body: receipt } = await register({}, await newPublishable(), NO_PRIVACY);
  assert.deepEqual([status, Object.keys(receipt)], [201, ['id', 'state', 'createdAt']]);
  const { body: approved } = await decide(receipt.id, { decision: 'approve', reason: 'welcome' });
  const keys = approved.keys as Record<string, string>;
  assert.match(keys.secretKey ?? '', /^bk_test_/);
  assert.match(keys.publishableKey ?? '', /^pk_test_/);
  const basic = Buffer.from(`${keys.secretKey}:${keys.secret}`).toString('base64');
  const users = await system.call('GET', '/users?limit=1', { headers: { authorization: `Basic ${basic}` } });
  assert.equal(users.status, 200);
  const payments = await system.call('GET', '/payments', { headers: { authorization: `Basic ${basic}` } });
  assertRefused(payments, 403, 'insufficient_scope', 'payments:read');

  const { body: shown } = await system.call('GET', `/developer-registrations/${receipt.id}`);
  const { keys: _keys, ...decided } = approved;
  assert.deepEqual(shown, decided);
  assert.deepEqual([shown.state, shown.reason, shown.decidedBy], ['approved', 'welcome', system.held.key.id]);
  assert.ok(!JSON.stringify(bridge.logLines).includes(keys.secret ?? 'no secret'), 'row 49: not in the log either');
});

test('a publishable key registers and does nothing else', async () => {
  const key = await newPublishable();
  const { id } = (await register({}, key)).body;
  const { system } = stage();
  for (const path of ['', `/${id}`]) {
    const answer = await system.call('GET', `/developer-registrations${path}`, { key });
    assertRefused(answer, 403, 'insufficient_scope');
  }
  assertRefused(await decide(id, { decision: 'approve' }, key), 403, 'insufficient_scope');
});

test('it is decided once; what is unknown is unknown', async () => {
  const { id } = (await register()).body;
  const { body: refused } = await decide(id, { decision: 'refuse', reason: 'no' });
  assert.deepEqual([refused.state, refused.keys, refused.apiKeyIds], ['refused', null, []]);
  for (const decision of ['approve', 'refuse'])
    assertRefused(await decide(id, { decision }), 409, 'registration_decided');
  assertRefused(await decide('none', { decision: 'approve' }), 404, 'registration_unknown');
  const { system, sibling } = stage();
  assertRefused(await system.call('GET', '/developer-registrations/none'), 404, 'registration_unknown');
  const foreign = await sibling.call('GET', `/developer-registrations/${id}`);
  assertRefused(foreign, 404, 'registration_unknown');
});

test('lists are read page by page, of one state if asked', async () => {
  const { system } = stage();
  const ids = [];
  for (let count = 0; count < 3; count += 1) {
    stage().bridge.clock.advance(1000);
    ids.unshift((await register()).body.id);
  }
  await decide(ids[0], { decision: 'refuse' });
  const { body: first } = await system.call('GET', '/developer-registrations?limit=2');
  const { body: next } = await system.call('GET', `/developer-registrations?limit=1&cursor=${first.nextCursor}`);
  assert.deepEqual(
    [...(first.items as Shown[]), ...(next.items as Shown[])].map(({ id }) => id),
    ids,
  );
  const { body: open } = await system.call('GET', '/developer-registrations?state=submitted&limit=1');
  assert.deepEqual(
    (open.items as Shown[]).map(({ id }) => id),
    [ids[1]],
  );
});

test('row 42: an address floods no list by a publishable key; the broker’s own server is not counted so', async () => {
  const key = await newPublishable();
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const answers = [];
  for (let count = 0; count < 31; count += 1) answers.push(await register({}, key, from('203.0.113.9')));
  const last = answers.at(-1);
  assert.ok(last);
  assertRefused(last, 429, 'too_many_requests');
  assert.ok(last.headers.get('retry-after'));
  assert.equal((await register({}, key, from('203.0.113.10'))).status, 201);
  for (let count = 0; count < 31; count += 1) assert.equal((await register()).status, 201);
});

test('row 46: what is malformed is refused by its field', async () => {
  const tries: [object, string][] = [
    [{ company: '' }, 'company'],
    [{ email: 'x' }, 'email'],
    [{ website: 'ftp://x' }, 'website'],
    [{ redirectUris: ['http://x/'] }, 'redirectUris.0'],
    [{ scopes: ['everything'] }, 'scopes.0'],
    [{ scopes: [] }, 'scopes'],
  ];
  for (const [wrong, field] of tries) assertRefused(await register(wrong), 400, 'parameter_invalid', field);
  assertRefused(await register({ state: 'approved' }), 400, 'parameter_unknown', 'state');
  const { id } = (await register()).body;
  assertRefused(await decide(id, { decision: 'maybe' }), 400, 'parameter_invalid', 'decision');
  assertRefused(
    await decide(id, { decision: 'approve', scopes: ['payments:read'] }),
    400,
    'parameter_invalid',
    'scopes',
  );
});
