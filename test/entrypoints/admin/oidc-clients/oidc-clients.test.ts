import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { reachOfBroker, type StaffCaller, useAdminStage } from '../support/admin-stage.ts';

const AT = '/white-labels/tradingtech_main/oidc-clients';
const APP = { name: 'The terminal', redirectUris: ['https://terminal.example/callback'] };

describe('OIDC clients by the admin API', () => {
  const stage = useAdminStage();
  let owner: StaffCaller;
  before(() => {
    owner = stage().owner;
  });

  const register = async (id: string, more: object = {}) => {
    const answer = await owner.call('POST', AT, { body: { id, ...APP, ...more } });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  };

  test('a client is registered with its defaults; its secret is shown once, and stands in no log', async () => {
    const { secret, ...client } = await register('once');
    assert.equal(typeof secret, 'string');
    assert.equal(client.profile, 'standard');
    const got = await owner.call('GET', `${AT}/once`);
    assert.deepEqual(got.body, client);
    const { app, logLines } = stage().bridge;
    const entries = await app.audit.list('tradingtech_main', {}, { limit: 100 });
    assert.ok(entries.some(({ action, target }) => action === 'oidc-client.register' && target.id === 'once'));
    for (const text of [got.text, JSON.stringify(entries), ...logLines]) assert.ok(!text.includes(String(secret)));
    assert.equal(
      app.oidcClients.isSecretOf(
        await app.oidcClients.get(app.brokers.get('tradingtech_main'), 'once'),
        String(secret),
      ),
      true,
    );
  });

  for (const [field, more] of [
    ['redirectUris', { redirectUris: ['http://terminal.example/'] }],
    ['name', { name: ' ' }],
    ['id', { id: 'not an id' }],
    ['jwks', { authMethod: 'private_key_jwt' }],
    ['authMethod', { profile: 'fapi2' }],
    ['refreshGraceSeconds', { refreshGraceSeconds: 61 }],
  ] as const) {
    test(`a client with ${JSON.stringify(more)} is refused by its ${field}`, async () => {
      const { status, body } = await owner.call('POST', AT, { body: { id: 'refused', ...APP, ...more } });
      assert.equal(status, 400);
      assert.equal((body.error as { field: string }).field, field);
    });
  }

  test('an id that is taken is refused, and what is unknown is unknown', async () => {
    await register('taken');
    assert.equal((await owner.call('POST', AT, { body: { id: 'taken', ...APP } })).status, 409);
    assert.equal((await owner.call('GET', `${AT}/nobody`)).status, 404);
  });

  test('of two changes of one state the second is refused; a rotation in between spoils nothing', async () => {
    await register('two');
    const etag = (await owner.call('GET', `${AT}/two`)).headers.get('etag') ?? '';
    await owner.call('POST', `${AT}/two/rotate-secret`, { body: {} });
    const change = (name: string) =>
      owner.call('PATCH', `${AT}/two`, { body: { name }, headers: { 'if-match': etag } });
    assert.equal((await change('First')).status, 200);
    const second = await change('Second');
    assert.equal(second.status, 412);
    assert.equal((await owner.call('GET', `${AT}/two`)).body.name, 'First');
    const [entry] = await stage().bridge.app.audit.list('tradingtech_main', { targetId: 'two' }, { limit: 1 });
    assert.deepEqual(entry?.changes, [{ field: 'name', before: 'The terminal', after: 'First' }]);
  });

  test('the secret before a rotation works until the overlap ends, and none without one', async () => {
    const { secret: first } = await register('rotated');
    const { app, clock } = stage().bridge;
    const works = async (secret: unknown) =>
      app.oidcClients.isSecretOf(
        await app.oidcClients.get(app.brokers.get('tradingtech_main'), 'rotated'),
        String(secret),
      );
    const rotated = await owner.call('POST', `${AT}/rotated/rotate-secret`, { body: { overlapSeconds: 60 } });
    assert.notEqual(rotated.body.secret, first);
    assert.equal(rotated.body.previousSecretExpiresAt, new Date(clock.nowMs() + 60_000).toISOString());
    assert.deepEqual([await works(first), await works(rotated.body.secret)], [true, true]);
    const again = await owner.call('POST', `${AT}/rotated/rotate-secret`, { body: { overlapSeconds: 0 } });
    assert.deepEqual([await works(rotated.body.secret), await works(again.body.secret)], [false, true]);
  });

  test('a client is switched off and on, and what was issued to it is revoked', async () => {
    await register('switched');
    assert.equal((await owner.call('POST', `${AT}/switched/disable`, { body: {} })).body.enabled, false);
    const on = await owner.call('POST', `${AT}/switched/enable`, { body: {} });
    assert.deepEqual([on.body.enabled, typeof on.body.tokensRevokedAt], [true, 'string']);
    assert.equal((await owner.call('POST', `${AT}/switched/revoke-tokens`, { body: {} })).status, 200);
  });

  test('the list has what is in reach alone, page by page, and finds by a part of a name', async () => {
    await register('listed-1', { name: 'Alpha' });
    const { app } = stage().bridge;
    await app.oidcClients.register(app.brokers.get('financialhouse_main'), {
      id: 'listed-2',
      ...APP,
      name: 'Alpha too',
    });
    const idsOf = (body: Record<string, unknown>) => (body.items as { id: string }[]).map(({ id }) => id).sort();
    assert.deepEqual(idsOf((await owner.call('GET', '/oidc-clients?q=ALPHA')).body), ['listed-1', 'listed-2']);
    const near = await stage().as('support', reachOfBroker('tradingtech_main'));
    assert.deepEqual(idsOf((await near.call('GET', '/oidc-clients?q=alpha')).body), ['listed-1']);
    assert.deepEqual(idsOf((await near.call('GET', '/oidc-clients?brokerName=financialhouse_main')).body), []);
    const first = await owner.call('GET', '/oidc-clients?q=alpha&limit=1');
    const rest = await owner.call('GET', `/oidc-clients?q=alpha&limit=1&cursor=${first.body.nextCursor}`);
    assert.deepEqual([...idsOf(first.body), ...idsOf(rest.body)].sort(), ['listed-1', 'listed-2']);
    assert.equal(rest.body.nextCursor, null);
  });

  test('the addresses are those that the issuer itself tells', async () => {
    const { body } = await owner.call('GET', '/white-labels/tradingtech_main/oidc-addresses');
    const [first] = body.issuers as { issuer: string; discovery: string; authorizationServer: string }[];
    assert.ok(first);
    for (const address of [first.discovery, first.authorizationServer]) {
      const told = (await (await fetch(new URL(new URL(address).pathname, stage().bridge.url))).json()) as {
        issuer: string;
      };
      assert.equal(told.issuer, first.issuer);
    }
  });
});
