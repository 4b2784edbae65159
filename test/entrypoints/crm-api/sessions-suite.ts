import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused } from './assert-refused.ts';
import type { Stage } from './stage.ts';
import { MAIN, SISTER, STRANGER } from './white-label.ts';

const REFUSAL = ['CH_CLIENT_AUTH_FAILURE', 'Invalid inappToken'] as const;

export function sessionsSuite(stage: () => Stage): void {
  test('row 11: where in-app tokens are used, 4.2 and 4.3 return one, the same for one session', async () => {
    const { platform, crmApiToken, userId } = stage().label(STRANGER);
    const plain = await platform.redeem(crmApiToken, await platform.signInToken());
    assert.deepEqual(Object.keys(plain.body).sort(), ['inappToken', 'userId']);
    const kept = await platform.redeem(crmApiToken, await platform.signInToken({ keepMeLoggedIn: 'true' }));
    assert.deepEqual(Object.keys(kept.body).sort(), ['accessToken', 'inappToken', 'userId']);
    const again = await platform.authorize(crmApiToken, String(kept.body.accessToken));
    assert.deepEqual(Object.keys(again.body).sort(), ['inappToken', 'userId']);
    const inappTokens = [plain, kept, again].map(({ body }) => String(body.inappToken));
    assert.equal(inappTokens[1], inappTokens[2]);
    assert.notEqual(inappTokens[0], inappTokens[1]);
    for (const inappToken of inappTokens) {
      assert.equal((await platform.generate(crmApiToken, userId, inappToken)).status, 200);
    }
  });

  test('row 11: 4.4 without an inappToken, with a wrong one or with another kind of token is answered 403', async () => {
    const { platform, crmApiToken, userId, session, oneTimeToken } = stage().label(STRANGER);
    const { accessToken, inappToken = '' } = await session();
    const code = await oneTimeToken();
    const wrong = [undefined, 'wrong', accessToken, code, `${inappToken}A`, inappToken.slice(0, -1), crmApiToken];
    for (const one of wrong) assertRefused(await platform.generate(crmApiToken, userId, one), ...REFUSAL);
    assert.equal((await platform.generate(crmApiToken, userId, inappToken)).status, 200);
  });

  test('row 11: the inappToken of another user or of another white label is answered 403', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, userId, session, broker } = label(STRANGER);
    const other = { email: 'other@example.com', password: 'Another-Trader-1', platformUserId: 10349999 };
    const person = { ...other, firstName: null, lastName: null, preferredLanguage: 'en' };
    await bridge.app.users.import(broker(), person);
    const { inappToken } = await session();
    assertRefused(await platform.generate(crmApiToken, other.platformUserId, inappToken), ...REFUSAL);
    const { email, password } = other;
    const theirs = await platform.redeem(crmApiToken, await platform.signInToken({ email, password }));
    assert.equal(theirs.body.userId, other.platformUserId);
    assertRefused(await platform.generate(crmApiToken, userId, String(theirs.body.inappToken)), ...REFUSAL);
    const elsewhere = await label(MAIN).platform.generate(label(MAIN).crmApiToken, label(MAIN).userId, inappToken);
    assertRefused(elsewhere, ...REFUSAL);
  });

  test('row 11: a wrong inappToken is refused even where none is demanded', async () => {
    const { platform, crmApiToken, userId } = stage().label(MAIN);
    assertRefused(await platform.generate(crmApiToken, userId, 'wrong'), ...REFUSAL);
    assert.equal((await platform.generate(crmApiToken, userId)).status, 200);
  });

  test('row 11: an inappToken is dead when its time is over', async () => {
    const { bridge, label } = stage();
    const { platform, userId, session, broker } = label(STRANGER);
    const { inappToken } = await session();
    bridge.clock.advance(broker().tokens.inappTokenTtlSeconds * 1000 - 1);
    const crmApiToken = await platform.crmApiToken();
    assert.equal((await platform.generate(crmApiToken, userId, inappToken)).status, 200);
    bridge.clock.advance(1);
    assertRefused(await platform.generate(crmApiToken, userId, inappToken), ...REFUSAL);
  });

  test('4.5 with an accessToken ends that session with its in-app tokens, and no other', async () => {
    const { platform, userId, session, oneTimeToken } = stage().label(STRANGER);
    const crmApiToken = await platform.crmApiToken();
    const [ended, kept] = [await session(), await session()];
    const renewed = await platform.authorize(crmApiToken, ended.accessToken);
    const code = await oneTimeToken();
    assert.equal((await platform.logOut(crmApiToken, userId, ended.accessToken)).status, 204);
    assertRefused(await platform.authorize(crmApiToken, ended.accessToken), 'CID_TOKEN_NOT_FOUND');
    for (const inappToken of [ended.inappToken, String(renewed.body.inappToken)]) {
      assertRefused(await platform.generate(crmApiToken, userId, inappToken), ...REFUSAL);
    }
    assert.equal((await platform.authorize(crmApiToken, kept.accessToken)).status, 200);
    assert.equal((await platform.generate(crmApiToken, userId, kept.inappToken)).status, 200);
    assert.equal((await platform.redeem(crmApiToken, code)).status, 200);
    assertRefused(await platform.logOut(crmApiToken, userId, ended.accessToken), 'CID_TOKEN_NOT_FOUND');
  });

  test('4.5 without an accessToken ends every session of the user and every pending one-time token', async () => {
    const { platform, userId, session, oneTimeToken } = stage().label(STRANGER);
    const crmApiToken = await platform.crmApiToken();
    const sessions = [await session(), await session()];
    const code = await oneTimeToken(true);
    assert.equal((await platform.logOut(crmApiToken, userId)).status, 204);
    for (const { accessToken, inappToken } of sessions) {
      assertRefused(await platform.authorize(crmApiToken, accessToken), 'CID_TOKEN_NOT_FOUND');
      assertRefused(await platform.generate(crmApiToken, userId, inappToken), ...REFUSAL);
    }
    assertRefused(await platform.redeem(crmApiToken, code), 'CID_TOKEN_NOT_FOUND');
    assert.equal((await platform.redeem(crmApiToken, await oneTimeToken())).status, 200, 'a new log-in works');
  });

  test('4.5 ends nothing of another user or of another white label', async () => {
    const { label } = stage();
    const [mine, sister] = [await label(MAIN).session(), await label(SISTER).session()];
    const crmApiToken = await label(MAIN).platform.crmApiToken();
    const sisterToken = await label(SISTER).platform.crmApiToken();
    const { platform } = label(MAIN);
    assertRefused(await platform.logOut(crmApiToken, label(SISTER).userId, mine.accessToken), 'CID_USER_NOT_FOUND');
    assertRefused(await platform.logOut(crmApiToken, label(MAIN).userId, sister.accessToken), 'BROKER_ID_MISMATCH');
    assert.equal((await platform.authorize(crmApiToken, mine.accessToken)).status, 200);
    assert.equal((await platform.logOut(crmApiToken, label(MAIN).userId)).status, 204);
    assert.equal((await label(SISTER).platform.authorize(sisterToken, sister.accessToken)).status, 200);
  });

  test('4.5 for one user with the accessToken of another is answered 404 and ends neither session', async () => {
    const { bridge, label } = stage();
    const { platform, userId, session, broker } = label(MAIN);
    const crmApiToken = await platform.crmApiToken();
    const person = { email: 'second@example.com', password: 'Another-Trader-2', platformUserId: 10348888 };
    await bridge.app.users.import(broker(), { ...person, firstName: null, lastName: null, preferredLanguage: 'en' });
    const code = await bridge.app.access.issueSignInToken(broker(), person.platformUserId, true);
    const theirs = String((await platform.redeem(crmApiToken, code)).body.accessToken);
    const { accessToken } = await session();
    assertRefused(await platform.logOut(crmApiToken, userId, theirs), 'CID_TOKEN_NOT_FOUND');
    assertRefused(await platform.logOut(crmApiToken, person.platformUserId, accessToken), 'CID_TOKEN_NOT_FOUND');
    for (const token of [accessToken, theirs]) assert.equal((await platform.authorize(crmApiToken, token)).status, 200);
  });

  test('4.5 with an accessToken that is unknown or is none is answered 404 and ends nothing', async () => {
    const { platform, userId, session } = stage().label(MAIN);
    const crmApiToken = await platform.crmApiToken();
    const { accessToken } = await session();
    const altered = accessToken.slice(0, -1) + (accessToken.endsWith('_') ? '-' : '_');
    for (const wrong of ['wrong', `at_${'A'.repeat(40)}`, altered, crmApiToken]) {
      assertRefused(await platform.logOut(crmApiToken, userId, wrong), 'CID_TOKEN_NOT_FOUND');
    }
    assert.equal((await platform.authorize(crmApiToken, accessToken)).status, 200);
  });
}
