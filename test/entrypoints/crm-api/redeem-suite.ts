import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenKey } from '../../../src/domain/access/token-format.ts';
import { post } from '../../support/platform-caller.ts';
import { assertRefused } from './assert-refused.ts';
import { sendRaw } from './raw-request.ts';
import type { Stage } from './stage.ts';
import { MAIN, SISTER, STRANGER, WHITE_LABELS } from './white-label.ts';

const PATH = '/oauth2/onetime/authorize';

export function redeemSuite(stage: () => Stage): void {
  test('row 3: of 50 parallel redemptions of one token exactly one is answered 200, and the others 404', async () => {
    for (const brokerName of [MAIN, STRANGER]) {
      const { platform, crmApiToken, oneTimeToken, userId } = stage().label(brokerName);
      const code = await oneTimeToken(true);
      const answers = await Promise.all(Array.from({ length: 50 }, () => platform.redeem(crmApiToken, code)));
      const taken = answers.filter(({ status }) => status === 200);
      assert.equal(taken.length, 1);
      assert.equal(taken[0]?.body.userId, userId);
      for (const answer of answers) if (answer !== taken[0]) assertRefused(answer, 'CID_TOKEN_NOT_FOUND');
    }
  });

  test('a token that was redeemed stays redeemed, and its second use ends nothing', async () => {
    const { platform, crmApiToken, oneTimeToken } = stage().label(MAIN);
    const code = await oneTimeToken(true);
    const { body } = await platform.redeem(crmApiToken, code);
    for (let again = 0; again < 3; again += 1) {
      assertRefused(await platform.redeem(crmApiToken, code), 'CID_TOKEN_NOT_FOUND');
    }
    assert.equal((await platform.authorize(crmApiToken, String(body.accessToken))).status, 200);
  });

  test('row 6: a wrong broker, a bad crmApiToken or a malformed call does not burn a token', async () => {
    const { bridge, label } = stage();
    const { crmApiToken, brokerCrmName, platform, oneTimeToken } = label(MAIN);
    const code = await oneTimeToken();
    const url = (prefix: string) => `${bridge.url}${prefix}${PATH}`;
    const body = { code };
    const failing = [
      post(url(`/b/${SISTER}`), { query: { crmApiToken: label(SISTER).crmApiToken }, body }),
      post(url(`/b/${STRANGER}`), { query: { crmApiToken: label(STRANGER).crmApiToken }, body }),
      post(url(`/b/${SISTER}`), { query: { crmApiToken }, body }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken: label(SISTER).crmApiToken }, body }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken: 'wrong' }, body }),
      post(url(`/b/${MAIN}`), { body }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken, token: 'another' }, body }),
      post(url(''), { query: { crmApiToken }, body }),
      post(url('/b/nobody'), { query: { crmApiToken }, body }),
      post(url(''), { query: { crmApiToken, brokerName: SISTER, brokerCrmName }, body }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken }, body: { code: [code] } }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken }, body: { code: `${code} ` } }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken, code }, body: { Code: code } }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken }, body: `{"code":"${code}"` }),
      post(url(`/b/${MAIN}`), { query: { crmApiToken }, body: [{ code }] }),
      platform.authorize(crmApiToken, code),
      platform.generate(crmApiToken, code),
      platform.generate(crmApiToken, label(MAIN).userId, code),
      platform.logOut(crmApiToken, label(MAIN).userId, code),
      sendRaw(bridge.url, { method: 'GET', target: `/b/${MAIN}${PATH}?crmApiToken=${crmApiToken}&code=${code}` }),
    ];
    for (const answer of await Promise.all(failing)) {
      assert.ok(answer.status >= 400 && answer.status < 500, answer.text);
      assert.doesNotMatch(answer.text, new RegExp(`${code}|${label(MAIN).userId}`), 'an error body shows nothing');
    }
    assert.equal((await platform.redeem(crmApiToken, code)).status, 200);
  });

  test('row 6: a disabled broker burns no token', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, oneTimeToken } = label(MAIN);
    const code = await oneTimeToken();
    await bridge.app.brokers.update(MAIN, { enabled: false });
    assertRefused(await platform.redeem(crmApiToken, code), 'CH_INSUFFICIENT_PERMISSIONS');
    await bridge.app.brokers.update(MAIN, { enabled: true });
    assert.equal((await platform.redeem(crmApiToken, code)).status, 200);
  });

  test('row 12: a token is bound to its white label: at every other it is refused, and still works at its own', async () => {
    for (const mine of WHITE_LABELS) {
      const code = await stage().label(mine).oneTimeToken();
      for (const other of WHITE_LABELS) {
        if (other === mine) continue;
        const { platform, crmApiToken } = stage().label(other);
        assertRefused(await platform.redeem(crmApiToken, code), 'BROKER_ID_MISMATCH');
      }
      const { platform, crmApiToken, userId } = stage().label(mine);
      assert.equal((await platform.redeem(crmApiToken, code)).body.userId, userId);
    }
  });

  test('row 12: a token is bound to its purpose: one of 4.4 is no token of 4.2 or 4.3, and is not burned by the try', async () => {
    const { bridge, label } = stage();
    const { platform, crmApiToken, userId, broker } = label(MAIN);
    const { body } = await platform.generate(crmApiToken, userId);
    const token = String(body.token);
    assertRefused(await platform.redeem(crmApiToken, token), 'CID_TOKEN_NOT_FOUND');
    assertRefused(await platform.authorize(crmApiToken, token), 'CID_TOKEN_NOT_FOUND');

    const { expiring } = bridge.app.storage;
    assert.equal((await expiring.takeOnce(tokenKey('one-time-token-in-app', broker(), token))).outcome, 'taken');
  });

  test('row 12: access tokens and in-app tokens are no one-time tokens, and the other way round', async () => {
    const { platform, crmApiToken, session, oneTimeToken } = stage().label(STRANGER);
    const { accessToken, inappToken = '' } = await session();
    const code = await oneTimeToken();
    for (const token of [accessToken, inappToken]) {
      assertRefused(await platform.redeem(crmApiToken, token), 'CID_TOKEN_NOT_FOUND');
    }
    for (const token of [code, inappToken]) {
      assertRefused(await platform.authorize(crmApiToken, token), 'CID_TOKEN_NOT_FOUND');
    }
    const relabelled = `at_${code.slice(3)}`;
    assertRefused(await platform.redeem(crmApiToken, relabelled), 'CID_TOKEN_NOT_FOUND');
    assert.equal((await platform.redeem(crmApiToken, code)).status, 200);
  });

  test('row 12: a changed character anywhere in a token finds nothing and burns nothing', async () => {
    const { platform, crmApiToken, oneTimeToken } = stage().label(MAIN);
    const code = await oneTimeToken();
    for (let at = 0; at < code.length; at += 1) {
      const changed = `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;
      const { status } = await platform.redeem(crmApiToken, changed);
      assert.ok(status === 404 || status === 417, `character ${at} changed: ${status}`);
    }
    assert.equal((await platform.redeem(crmApiToken, code)).status, 200);
  });

  test('row 13: an accessToken comes only with "keep me logged in", and 4.3 returns none', async () => {
    const { platform, crmApiToken, userId } = stage().label(MAIN);
    const plain = await platform.redeem(crmApiToken, await platform.signInToken());
    assert.deepEqual(plain.body, { userId });
    const kept = await platform.redeem(crmApiToken, await platform.signInToken({ keepMeLoggedIn: 'true' }));
    assert.deepEqual(Object.keys(kept.body).sort(), ['accessToken', 'userId']);
    const again = await platform.authorize(crmApiToken, String(kept.body.accessToken));
    assert.deepEqual(again.body, { userId });
  });

  test('tokens are URL-safe, hold 128 bits at least, and no two are equal, for one user or several', async () => {
    const codes: string[] = [];
    for (const brokerName of WHITE_LABELS) {
      const { platform, crmApiToken, userId, oneTimeToken, session } = stage().label(brokerName);
      const { inappToken, accessToken } = await session();
      for (let made = 0; made < 20; made += 1) codes.push(await oneTimeToken());
      const { body } = await platform.generate(crmApiToken, userId, inappToken);
      codes.push(accessToken, String(body.token));
    }
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[A-Za-z0-9._~-]{25,}$/);
  });
}
