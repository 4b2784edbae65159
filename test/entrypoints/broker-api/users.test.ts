import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newEmail } from '../../support/trader-browser.ts';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const stage = useBrokerApiStage();

async function create(body: object = {}, headers: Record<string, string> = {}) {
  return stage().system.call('POST', '/users', { body: { email: newEmail(), ...body }, headers });
}

describe('users of the broker API', () => {
  test('one is made at the bridge and at the platform, and can sign in', async () => {
    const { bridge, system } = stage();
    const email = newEmail();
    const body = {
      email: email.toUpperCase(),
      password: 'A-good-password-1',
      firstName: 'Ada',
      preferredLanguage: 'de',
    };
    const answer = await system.call('POST', '/users', { body });
    assert.equal(answer.status, 201);
    const { id, platformUserId, createdAt, updatedAt, ...rest } = answer.body;
    assert.equal(typeof platformUserId, 'number');
    assert.equal(createdAt, new Date(bridge.clock.nowMs()).toISOString());
    assert.equal(updatedAt, createdAt);
    const others = { lastName: null, partnerId: null, enabled: true };
    assert.deepEqual(rest, { email, firstName: 'Ada', preferredLanguage: 'de', ...others });
    const broker = bridge.app.brokers.get('tradingtech_main');
    const form = { email, password: body.password };
    assert.equal((await bridge.app.users.signIn(broker, form, '192.0.2.1')).id, id);
    const got = await system.call('GET', `/users/${id}`);
    assert.deepEqual(got.body, answer.body);
    assert.equal(got.headers.get('etag'), answer.headers.get('etag'));
  });

  test('a platform that is away keeps nobody from being made, and hears of the trader later', async () => {
    const { bridge, system } = stage();
    await bridge.simulator.setFaults({ failNext: { call: '3.2', status: 503, times: 50, errorCode: 'UNKNOWN_ERROR' } });
    const answer = await create();
    assert.equal(answer.status, 201);
    assert.equal(answer.body.platformUserId, null);
    await bridge.simulator.clearFaults();
    const token = { userId: answer.body.id, purpose: 'sign-in' };
    assert.equal((await system.call('POST', '/one-time-tokens', { body: token })).status, 201);
    assert.equal(typeof (await system.call('GET', `/users/${answer.body.id}`)).body.platformUserId, 'number');
  });

  test('one address is one trader; the same Idempotency-Key is one trader', async () => {
    const email = newEmail();
    const first = await create({ email }, { 'idempotency-key': 'one-trader' });
    assert.deepEqual((await create({ email }, { 'idempotency-key': 'one-trader' })).body, first.body);
    assertRefused(await create({ email }), 409, 'email_taken', 'email');
    const parallel = await Promise.all(Array.from({ length: 10 }, () => create({ email: 'at-once@example.com' })));
    assert.equal(parallel.filter(({ status }) => status === 201).length, 1);
    assert.equal(parallel.filter(({ status }) => status === 409).length, 9);
  });

  test('what cannot be is refused with its name', async () => {
    for (const [field, value] of [
      ['email', 'nobody'],
      ['email', 5],
      ['password', 'short'],
      ['firstName', 'a\nb'],
      ['lastName', 'x'.repeat(65)],
      ['preferredLanguage', 'deutsch'],
      ['partnerId', ''],
    ] as const) {
      assertRefused(await create({ [field]: value }), 400, 'parameter_invalid', field);
    }
    assertRefused(await create({ email: 'x@privaterelay.appleid.com' }), 400, 'email_relay_refused', 'email');
  });

  test('they are found by address and by the platform’s id, and listed page by page', async () => {
    const { system } = stage();
    const answer = await create({ firstName: 'Findable' });
    const find = async (query: string) => (await system.call('GET', `/users?${query}`)).body.items as { id: string }[];
    const email = String(answer.body.email).toUpperCase();
    assert.deepEqual(
      (await find(`email=${encodeURIComponent(email)}`)).map(({ id }) => id),
      [answer.body.id],
    );
    assert.deepEqual(
      (await find(`platformUserId=${answer.body.platformUserId}`)).map(({ id }) => id),
      [answer.body.id],
    );
    assert.deepEqual(await find('email=nobody@example.com'), []);
    const all: string[] = [];
    let cursor = '';
    do {
      const { body } = await system.call('GET', `/users?limit=3${cursor}`);
      all.push(...(body.items as { id: string }[]).map(({ id }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    assert.equal(new Set(all).size, all.length);
    assert.ok(all.includes(String(answer.body.id)));
  });

  test('a change needs no tag, and with one it has to be that of now', async () => {
    const { system } = stage();
    const { body, headers } = await create();
    const patch = (change: object, ifMatch?: string) =>
      system.call('PATCH', `/users/${body.id}`, { body: change, headers: { 'if-match': ifMatch } });
    const etag = headers.get('etag') ?? '';
    const current = (await system.call('GET', `/users/${body.id}`)).headers.get('etag') ?? '';
    assert.equal(etag, current);
    const changed = await patch({ firstName: 'Eve' }, etag);
    assert.equal(changed.status, 200);
    assert.equal(changed.body.firstName, 'Eve');
    assert.notEqual(changed.headers.get('etag'), etag);
    for (const old of [etag, '"x"', 'W/"1"', '1']) {
      assertRefused(await patch({ firstName: 'Mallory' }, old), 412, 'precondition_failed');
    }
    assert.equal((await patch({ firstName: null })).body.firstName, null);
    assert.equal((await patch({ lastName: 'Any' }, '*')).status, 200);
    assertRefused(await patch({}), 400, 'parameter_invalid', 'body');
    assertRefused(await patch({ email: 'other@example.com' }), 400, 'parameter_unknown', 'email');
  });

  test('one who is disabled gets in nowhere, and nothing that was open stays so', async () => {
    const { bridge, system } = stage();
    const password = 'A-good-password-1';
    const { body } = await create({ password });
    const broker = bridge.app.brokers.get('tradingtech_main');
    const token = await system.call('POST', '/one-time-tokens', {
      body: { userId: body.id, purpose: 'sign-in', keepMeLoggedIn: true },
    });
    const { accessToken = '' } = await bridge.app.access.redeemOneTimeToken(broker, String(token.body.token));
    const disabled = await system.call('POST', `/users/${body.id}/disable`);
    assert.equal(disabled.body.enabled, false);
    assert.equal((await system.call('POST', `/users/${body.id}/disable`)).status, 200);
    await assert.rejects(bridge.app.access.verifyAccessToken(broker, accessToken));
    const form = { email: String(body.email), password };
    await assert.rejects(bridge.app.users.signIn(broker, form, '192.0.2.2'), { code: 'credentials_wrong' });
    const order = { userId: body.id, purpose: 'sign-in' };
    assertRefused(await system.call('POST', '/one-time-tokens', { body: order }), 404, 'user_unknown');
    assert.equal((await system.call('GET', `/users/${body.id}`)).body.enabled, false);
    assert.equal((await system.call('POST', `/users/${body.id}/enable`)).body.enabled, true);
    assert.equal((await bridge.app.users.signIn(broker, form, '192.0.2.2')).id, body.id);
    await assert.rejects(bridge.app.access.verifyAccessToken(broker, accessToken));
  });

  test('all sessions end on demand', async () => {
    const { bridge, system } = stage();
    const { id } = await seededTrader(stage(), system);
    const broker = bridge.app.brokers.get('tradingtech_main');
    const order = { userId: id, purpose: 'sign-in', keepMeLoggedIn: true };
    const token = await system.call('POST', '/one-time-tokens', { body: order });
    const { accessToken = '' } = await bridge.app.access.redeemOneTimeToken(broker, String(token.body.token));
    const answer = await system.call('POST', `/users/${id}/end-sessions`);
    assert.equal(answer.status, 204);
    await assert.rejects(bridge.app.access.verifyAccessToken(broker, accessToken));
  });
});

describe('referrals', () => {
  test('a partner is set, read from the platform, listed, and taken back', async () => {
    const { system } = stage();
    const { body } = await create();
    const path = `/users/${body.id}/referral`;
    assert.deepEqual((await system.call('GET', path)).body, { id: body.id, partnerId: null });
    const set = await system.call('PUT', path, { body: { partnerId: 'partner-77' } });
    assert.deepEqual(set.body, { id: body.id, partnerId: 'partner-77' });
    assert.deepEqual((await system.call('GET', path)).body, set.body);
    const listed = (await system.call('GET', '/referrals?partnerId=partner-77')).body.items as { id: string }[];
    assert.deepEqual(
      listed.map(({ id }) => id),
      [body.id],
    );
    assert.equal((await system.call('DELETE', path)).status, 204);
    assert.deepEqual((await system.call('GET', path)).body, { id: body.id, partnerId: null });
  });

  test('row 28: a trader of another white label is none', async () => {
    const { system, sibling } = stage();
    const theirs = await seededTrader(stage(), sibling);
    for (const [method, body] of [['GET'], ['PUT', { partnerId: 'x' }], ['DELETE']] as const) {
      assertRefused(await system.call(method, `/users/${theirs.id}/referral`, { body }), 404, 'user_unknown');
    }
  });
});

describe('ribbons', () => {
  test('the platform shows what is set, and nothing after an empty list', async () => {
    const { system } = stage();
    const { id } = await seededTrader(stage(), system);
    const ribbon = {
      color: '#1257e0',
      title: 'Hello',
      enabled: true,
      closable: true,
      action: { urlExternal: 'https://broker.example/' },
    };
    const put = (ribbons: unknown) => system.call('PUT', `/users/${id}/ribbons`, { body: { ribbons } });
    assert.deepEqual((await put([ribbon])).body, { id, ribbons: [ribbon] });
    assert.deepEqual((await put([])).body, { id, ribbons: [] });
    assertRefused(await put([{ ...ribbon, color: 'blue' }]), 400, 'parameter_invalid', 'ribbons.0.color');
    assertRefused(await put([{ ...ribbon, action: { urlExternal: 'javascript:1' } }]), 400, 'parameter_invalid');
    assertRefused(await put('none'), 400, 'parameter_invalid', 'ribbons');
  });
});
