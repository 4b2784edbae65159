import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { callsMade } from '../../support/platform-traces.ts';
import { newEmail } from '../../support/trader-browser.ts';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const stage = useBrokerApiStage();
const CHOICE = { offerId: 'demo-standard', depositCurrency: 'EUR', leverageInCents: 10_000 };

async function newTrader(): Promise<string> {
  return String((await stage().system.call('POST', '/users', { body: { email: newEmail() } })).body.id);
}

/** One that the broker opened at the platform by other means. @returns Its number. */
async function accountAtPlatform(password: string): Promise<number> {
  const { app } = stage().bridge;
  const broker = app.brokers.get('tradingtech_main');
  const { firstAccount: offer } = broker;
  assert.ok(offer?.environment === 'demo');
  const passwordMd5 = createHash('md5').update(password).digest('hex');
  const person = { firstName: null, lastName: null, email: newEmail() };
  return (await app.platform.createAccount(broker, { offer, passwordMd5, ...person })).login;
}

describe('accounts of the broker API', () => {
  test('one is opened at the platform and linked, from the white label’s offer', async () => {
    const { system } = stage();
    const id = await newTrader();
    const offers = (await system.call('GET', '/account-offers')).body.items as { id: string }[];
    assert.ok(offers.some((offer) => offer.id === CHOICE.offerId));
    const opened = await system.call('POST', `/users/${id}/accounts`, { body: CHOICE });
    assert.equal(opened.status, 201, JSON.stringify(opened.body));
    const { environment, depositCurrency, moneyDigits, linked } = opened.body;
    assert.deepEqual(
      { environment, depositCurrency, moneyDigits, linked },
      { environment: 'demo', depositCurrency: 'EUR', moneyDigits: 2, linked: true },
    );
    assert.deepEqual((await system.call('GET', `/users/${id}/accounts`)).body.items, [opened.body]);
  });

  test('whole lists are read page by page too', async () => {
    const { bridge, system } = stage();
    const id = await newTrader();
    const opened: Record<string, unknown>[] = [];
    for (const _one of [1, 2]) {
      // Accounts of one moment have no order among them.
      bridge.clock.advance(1);
      opened.push((await system.call('POST', `/users/${id}/accounts`, { body: CHOICE })).body);
    }
    const first = await system.call('GET', `/users/${id}/accounts?limit=1`);
    assert.deepEqual(first.body.items, opened.slice(0, 1));
    const second = await system.call('GET', `/users/${id}/accounts?limit=1&cursor=${first.body.nextCursor}`);
    assert.deepEqual(second.body, { items: opened.slice(1), nextCursor: null });
    const foreign = Buffer.from('"none"').toString('base64url');
    assertRefused(
      await system.call('GET', `/users/${id}/accounts?cursor=${foreign}`),
      400,
      'parameter_invalid',
      'cursor',
    );
  });

  test('the same Idempotency-Key opens one account, also when both come at once', async () => {
    const { system } = stage();
    const id = await newTrader();
    const post = () =>
      system.call('POST', `/users/${id}/accounts`, { body: CHOICE, headers: { 'idempotency-key': `open-${id}` } });
    await Promise.all([post(), post(), post()]);
    assert.equal((await post()).status, 201);
    assert.equal(((await system.call('GET', `/users/${id}/accounts`)).body.items as unknown[]).length, 1);
  });

  for (const [failure, status, code] of [
    [{ status: 429, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' }, 503, 'account_unavailable'],
    [{ status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' }, 502, 'account_refused'],
    [{ status: 404, errorCode: 'NOT_FOUND' }, 502, 'account_refused'],
  ] as const) {
    test(`row 44: what certainly opened nothing (${failure.status}) is tried anew with the same Idempotency-Key, once`, async () => {
      const { bridge, system } = stage();
      const id = await newTrader();
      const headers = { 'idempotency-key': `anew-${id}` };
      const post = () => system.call('POST', `/users/${id}/accounts`, { body: CHOICE, headers });
      await bridge.simulator.setFaults({ failNext: { call: '3.3', times: 50, ...failure } });
      for (let tries = 0; tries < 2; tries += 1) assertRefused(await post(), status, code);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      const opened = await post();
      assert.equal(opened.status, 201, JSON.stringify(opened.body));
      assert.deepEqual((await post()).body, opened.body);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
      assert.deepEqual((await system.call('GET', `/users/${id}/accounts`)).body.items, [opened.body]);
    });
  }

  test('row 44: an opening that failed and comes many times at once is begun anew by one alone', async () => {
    const { bridge } = stage();
    const { trading, users, brokers } = bridge.app;
    const broker = brokers.get('tradingtech_main');
    const user = await users.findById(broker.brokerName, await newTrader());
    assert.ok(user?.platformUserId);
    const linked = { ...user, platformUserId: user.platformUserId };
    const choice = { offer: CHOICE.offerId, currency: 'EUR', leverage: '10000' };
    const form = { ...choice, requestId: trading.newAccountRequestId(), isFirst: false };
    const open = () => trading.openAccount(broker, linked, form);
    await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } });
    await assert.rejects(open(), { code: 'account_refused' });
    await bridge.simulator.clearCalls();
    const opened = await Promise.all([open(), open(), open(), open()]);
    assert.equal(new Set(opened.map((account) => account?.login)).size, 1);
    assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
  });

  test('row 44: an opening of which nobody knows whether it was done is not repeated', async () => {
    const { bridge, system } = stage();
    const id = await newTrader();
    const headers = { 'idempotency-key': `lost-${id}` };
    const post = () => system.call('POST', `/users/${id}/accounts`, { body: CHOICE, headers });
    await bridge.simulator.clearCalls();
    await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 500, errorCode: 'UNKNOWN_ERROR' } });
    assertRefused(await post(), 502, 'account_unconfirmed');
    await bridge.simulator.clearFaults();
    assertRefused(await post(), 502, 'account_unconfirmed');
    assert.deepEqual(await callsMade(bridge.simulator), ['3.3']);
  });

  test('what is not offered is refused', async () => {
    const { system } = stage();
    const id = await newTrader();
    for (const change of [{ offerId: 'none' }, { depositCurrency: 'XXX' }, { leverageInCents: 1 }]) {
      const answer = await system.call('POST', `/users/${id}/accounts`, { body: { ...CHOICE, ...change } });
      assertRefused(answer, 400, 'account_choice_unknown', Object.keys(change)[0]);
    }
  });

  test('one that exists at the platform is bound, once, to one trader', async () => {
    const { system } = stage();
    const [id, other] = [await newTrader(), await newTrader()];
    const login = await accountAtPlatform('Account-password-1');
    const body = { environment: 'demo', login, depositCurrency: 'EUR', password: 'Account-password-1' };
    const bind = (userId: string, change: object = {}) =>
      system.call('POST', `/users/${userId}/accounts/bind`, { body: { ...body, ...change } });
    assertRefused(await bind(id, { password: 'wrong' }), 422, 'account_link_refused');
    const bound = await bind(id);
    assert.equal(bound.status, 201, JSON.stringify(bound.body));
    assert.equal(bound.body.login, login);
    assert.deepEqual((await bind(id)).body, bound.body);
    assertRefused(await bind(other), 409, 'account_bound');
    const pay = { userId: id, action: 'deposit', account: login };
    assert.equal((await system.call('POST', '/in-app-links', { body: pay })).status, 201);
  });

  test('a binding names one password, and every field that is wrong', async () => {
    const { system } = stage();
    const id = await newTrader();
    const body = { environment: 'demo', login: 5, depositCurrency: 'EUR', password: 'x' };
    const bind = (change: object) =>
      system.call('POST', `/users/${id}/accounts/bind`, { body: { ...body, ...change } });
    assertRefused(await bind({ passwordMd5: 'a'.repeat(32) }), 400, 'parameter_invalid');
    assertRefused(await bind({ password: undefined }), 400, 'parameter_invalid');
    for (const [field, value] of [
      ['environment', 'real'],
      ['login', 0],
      ['login', '5'],
      ['depositCurrency', 'eur'],
      ['moneyDigits', 13],
    ]) {
      assertRefused(await bind({ [String(field)]: value }), 400, 'parameter_invalid', String(field));
    }
  });

  test('row 28: the accounts of another white label’s trader are nobody’s', async () => {
    const { system, sibling } = stage();
    const theirs = await seededTrader(stage(), sibling);
    assertRefused(await system.call('GET', `/users/${theirs.id}/accounts`), 404, 'user_unknown');
    assertRefused(await system.call('POST', `/users/${theirs.id}/accounts`, { body: CHOICE }), 404, 'user_unknown');
  });
});
