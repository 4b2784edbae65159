import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertRefused } from './support/assert-refused.ts';
import { useBrokerApiStage } from './support/broker-api-stage.ts';
import { seededTrader } from './support/seeded-trader.ts';

const stage = useBrokerApiStage();

describe('in-app links', () => {
  test('a link opens the screen once, with all that was asked for', async () => {
    const { bridge, system } = stage();
    const { id, live } = await seededTrader(stage(), system);
    const wanted = { userId: id, action: 'deposit', account: live, lang: 'de', theme: 'dark', source: 'Web' };
    const link = await system.call('POST', '/in-app-links', { body: wanted });
    assert.equal(link.status, 201);
    assert.deepEqual(Object.keys(link.body).sort(), ['expiresAt', 'url']);
    assert.equal(Date.parse(String(link.body.expiresAt)), bridge.clock.nowMs() + 60_000);
    const url = new URL(String(link.body.url));
    assert.equal(url.pathname, '/b/tradingtech_main/inapp/deposit');
    const { token, ...others } = Object.fromEntries(url.searchParams);
    assert.match(token ?? '', /^ot_/);
    assert.deepEqual(others, { account: String(live), lang: 'de', theme: 'dark', source: 'Web' });
    const here = `${bridge.url}${url.pathname}${url.search}`;
    const page = await fetch(here);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /lang="de"/);
    assert.equal((await fetch(here)).status, 404);
  });

  test('an external action is the white label’s own template, letter by letter, each value encoded', async () => {
    const { bridge, system } = stage();
    const { id, live } = await seededTrader(stage(), system);
    const template =
      'https://my.broker.example/w?x={brokerName}&c={brokerCrmName}&t={otToken}&a={accountId}&l={lang}&m={theme}&s={source}';
    const actions = { withdrawal: { kind: 'external', template } } as const;
    const { actions: before } = bridge.app.brokers.get('tradingtech_main');
    await bridge.app.brokers.update('tradingtech_main', { actions: { ...before, ...actions } });
    const body = { userId: id, action: 'withdrawal', account: live, source: 'Desktop' };
    const link = await system.call('POST', '/in-app-links', { body });
    const [, token] = /[?&]t=([^&]*)/.exec(String(link.body.url)) ?? [];
    assert.equal(
      link.body.url,
      `https://my.broker.example/w?x=tradingtech_main&c=tradingtech_crm&t=${token}&a=${live}&l=en&m=&s=Desktop`,
    );
    await bridge.app.brokers.update('tradingtech_main', { actions: before });
  });

  test('the embedded platform gets a token that its backend trades by call 4.2', async () => {
    const { bridge, system } = stage();
    const { id, live, platformUserId } = await seededTrader(stage(), system);
    const body = { userId: id, action: 'embedded-platform', account: live, lang: 'en' };
    const link = await system.call('POST', '/in-app-links', { body });
    const url = new URL(String(link.body.url));
    assert.equal(`${url.origin}${url.pathname}`, `${bridge.simulator.url}/info`);
    assert.equal(url.searchParams.get('source'), 'web');
    assert.equal(url.searchParams.get('acc'), String(live));
    const broker = bridge.app.brokers.get('tradingtech_main');
    const session = await bridge.app.access.redeemOneTimeToken(broker, url.searchParams.get('token') ?? '');
    assert.equal(session.platformUserId, platformUserId);
  });

  test('a link lives as long as it was asked for, within 10 to 900 seconds', async () => {
    const { bridge, system } = stage();
    const { id } = await seededTrader(stage(), system);
    const order = (ttlSeconds: unknown) =>
      system.call('POST', '/in-app-links', { body: { userId: id, action: 'kyc', ttlSeconds } });
    const link = await order(900);
    assert.equal(Date.parse(String(link.body.expiresAt)), bridge.clock.nowMs() + 900_000);
    const url = new URL(String(link.body.url));
    bridge.clock.advance(899_000);
    assert.equal((await fetch(`${bridge.url}${url.pathname}${url.search}`)).status, 200);
    for (const wrong of [9, 901, 60.5, '60', null])
      assertRefused(await order(wrong), 400, 'parameter_invalid', 'ttlSeconds');
  });

  test('nobody else’s account, no action that is off, and no deposit without an account', async () => {
    const { bridge, system, sibling } = stage();
    const { id } = await seededTrader(stage(), system);
    const theirs = await seededTrader(stage(), sibling);
    const order = (body: object) =>
      system.call('POST', '/in-app-links', { body: { userId: id, action: 'deposit', ...body } });
    assertRefused(await order({}), 400, 'parameter_invalid', 'account');
    assertRefused(await order({ account: theirs.live }), 404, 'account_unknown', 'account');
    assertRefused(await order({ userId: theirs.id, account: theirs.live }), 404, 'user_unknown');
    assertRefused(await order({ action: 'nothing' }), 400, 'parameter_invalid', 'action');
    const { screens } = bridge.app.brokers.get('tradingtech_main');
    await bridge.app.brokers.update('tradingtech_main', { screens: { ...screens, embeddedPlatformUrl: null } });
    assertRefused(await order({ action: 'embedded-platform' }), 404, 'action_off', 'action');
    await bridge.app.brokers.update('tradingtech_main', { screens });
  });
});

describe('one-time tokens', () => {
  test('one for signing in is traded by call 4.2, once, with or without being kept logged in', async () => {
    const { bridge, system } = stage();
    const { id, platformUserId } = await seededTrader(stage(), system);
    const broker = bridge.app.brokers.get('tradingtech_main');
    for (const keepMeLoggedIn of [false, true]) {
      const body = { userId: id, purpose: 'sign-in', keepMeLoggedIn };
      const answer = await system.call('POST', '/one-time-tokens', { body });
      assert.equal(answer.status, 201);
      const session = await bridge.app.access.redeemOneTimeToken(broker, String(answer.body.token));
      assert.equal(session.platformUserId, platformUserId);
      assert.equal(session.accessToken !== undefined, keepMeLoggedIn);
      await assert.rejects(bridge.app.access.redeemOneTimeToken(broker, String(answer.body.token)));
    }
  });

  test('row 12: one for a screen is none for signing in', async () => {
    const { bridge, system } = stage();
    const { id } = await seededTrader(stage(), system);
    const answer = await system.call('POST', '/one-time-tokens', { body: { userId: id, purpose: 'in-app' } });
    const broker = bridge.app.brokers.get('tradingtech_main');
    await assert.rejects(bridge.app.access.redeemOneTimeToken(broker, String(answer.body.token)));
  });

  test('the same Idempotency-Key gives the same token, which is one token', async () => {
    const { system } = stage();
    const { id } = await seededTrader(stage(), system);
    const options = { body: { userId: id, purpose: 'in-app' }, headers: { 'idempotency-key': 'token-1' } };
    const first = await system.call('POST', '/one-time-tokens', options);
    assert.deepEqual((await system.call('POST', '/one-time-tokens', options)).body, first.body);
    const other = { ...options, body: { userId: id, purpose: 'sign-in' } };
    assertRefused(await system.call('POST', '/one-time-tokens', other), 409, 'idempotency_key_reused');
  });
});
