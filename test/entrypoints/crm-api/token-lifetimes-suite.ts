import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenKey } from '../../../src/domain/access/token-format.ts';
import { assertRefused } from './assert-refused.ts';
import type { Stage } from './stage.ts';
import { MAIN, SISTER, STRANGER } from './white-label.ts';

const DAY_MS = 86_400_000;

export function tokenLifetimesSuite(stage: () => Stage): void {
  test('a one-time token is alive at 59.999 s and answered 410 at 60 s', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, oneTimeToken } = label(MAIN);
    const [first, second] = [await oneTimeToken(), await oneTimeToken()];
    bridge.clock.advance(59_999);
    assert.equal((await platform.redeem(crmApiToken, first)).status, 200);
    bridge.clock.advance(1);
    assertRefused(await platform.redeem(crmApiToken, second), 'CID_TOKEN_EXPIRED', 'The token has expired');
  });

  test('an expired one-time token is remembered as expired for 24 h, and unknown after that', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, oneTimeToken } = label(MAIN);
    const code = await oneTimeToken();
    bridge.clock.advance(60_000 + DAY_MS - 1);
    assertRefused(await platform.redeem(crmApiToken, code), 'CID_TOKEN_EXPIRED');
    bridge.clock.advance(1);
    assertRefused(await platform.redeem(crmApiToken, code), 'CID_TOKEN_NOT_FOUND');
  });

  test('a redeemed one-time token is used, not expired, when its time is over', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, oneTimeToken } = label(MAIN);
    const code = await oneTimeToken();
    await platform.redeem(crmApiToken, code);
    bridge.clock.advance(61_000);
    assertRefused(await platform.redeem(crmApiToken, code), 'CID_TOKEN_NOT_FOUND');
  });

  test('a token of 4.4 lives as long as one of a log-in', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, userId, broker } = label(MAIN);
    const { body } = await platform.generate(crmApiToken, userId);
    const found = await bridge.app.storage.expiring.get(
      tokenKey('one-time-token-in-app', broker(), String(body.token)),
    );
    assert.equal(found?.state, 'live');
    bridge.clock.advance(60_000);
    const later = await bridge.app.storage.expiring.get(
      tokenKey('one-time-token-in-app', broker(), String(body.token)),
    );
    assert.equal(later?.state, 'expired');
  });

  test('each white label’s one-time tokens live as long as it says, 10 s to 900 s', async () => {
    const { bridge, label } = stage();
    const { brokers } = bridge.app;
    const { platform, crmApiToken, oneTimeToken, broker } = label(SISTER);
    const setSeconds = (seconds: number) =>
      brokers.update(SISTER, { tokens: { ...broker().tokens, oneTimeTokenTtlSeconds: seconds } });
    for (const seconds of [9, 901, 60.5, Number.NaN, 0, -60]) {
      await assert.rejects(setSeconds(seconds), { code: 'broker_invalid', field: 'tokens.oneTimeTokenTtlSeconds' });
    }
    for (const seconds of [10, 900]) {
      await setSeconds(seconds);
      const [ofSister, twin, ofMain] = [await oneTimeToken(), await oneTimeToken(), await label(MAIN).oneTimeToken()];
      bridge.clock.advance(seconds * 1000 - 1);
      assert.equal((await platform.redeem(crmApiToken, ofSister)).status, 200);
      bridge.clock.advance(1);
      assertRefused(await platform.redeem(crmApiToken, twin), 'CID_TOKEN_EXPIRED');
      const elsewhere = await label(MAIN).platform.redeem(label(MAIN).crmApiToken, ofMain);
      assert.equal(elsewhere.status, seconds < 60 ? 200 : 410, 'another white label’s tokens keep their own time');
    }
  });

  test('an access token works any number of times, is answered 410 at its end, and 404 a day later', async () => {
    const { bridge, label } = stage();
    const { brokers } = bridge.app;
    const { platform, userId, session, broker } = label(MAIN);
    await brokers.update(MAIN, { tokens: { ...broker().tokens, accessTokenTtlSeconds: 5 * 86_400 } });
    const { accessToken } = await session();
    const crmApiToken = await platform.crmApiToken();
    const authorize = () => platform.authorize(crmApiToken, accessToken);
    for (let again = 0; again < 3; again += 1) assert.deepEqual((await authorize()).body, { userId });
    bridge.clock.advance(5 * DAY_MS - 1);
    assert.equal((await authorize()).status, 200);
    bridge.clock.advance(1);
    assertRefused(await authorize(), 'CID_TOKEN_EXPIRED');
    bridge.clock.advance(DAY_MS - 1);
    assertRefused(await authorize(), 'CID_TOKEN_EXPIRED');
    bridge.clock.advance(1);
    assertRefused(await authorize(), 'CID_TOKEN_NOT_FOUND');
  });

  test('an access token without end still works after fifty years, and can be ended', async () => {
    const { bridge, label } = stage();
    const { brokers } = bridge.app;
    const { platform, userId, session, broker } = label(STRANGER);
    const { tokens } = broker();
    await brokers.update(STRANGER, { tokens: { ...tokens, accessTokenTtlSeconds: null, inappTokens: false } });
    const { accessToken } = await session();
    bridge.clock.advance(50 * 365 * DAY_MS);
    await bridge.app.storage.expiring.sweep(1000);
    const crmApiToken = await platform.crmApiToken();
    assert.deepEqual((await platform.authorize(crmApiToken, accessToken)).body, { userId });
    assert.equal((await platform.logOut(crmApiToken, userId, accessToken)).status, 204);
    assertRefused(await platform.authorize(crmApiToken, accessToken), 'CID_TOKEN_NOT_FOUND');
  });
}
