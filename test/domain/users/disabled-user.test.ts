import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { newInappTrader } from '../../support/inapp-browser.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../support/reset-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';

/** Only the record says it: what was open is left open, as by a process that dies in between. */
for (const { name, skip, open } of ENGINES) {
  describe(`a user who is disabled, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get(BROKER);
    const platform = () => platformCaller(bridge.url, BROKER);
    const browser = () => traderBrowser(bridge.url);
    const refusedAs =
      (...codes: Parameters<typeof isBridgeError> extends [unknown, ...infer Codes] ? Codes : never) =>
      (error: unknown) =>
        isBridgeError(error, ...codes);

    async function trader() {
      const inapp = await newInappTrader(bridge);
      const user = await bridge.app.users.findByPlatformUserId(BROKER, inapp.userId);
      assert.ok(user);
      const { email, password, userId } = inapp;
      return { inapp, user, email, password, platformUserId: userId };
    }

    const disable = (userId: string) => bridge.app.users.disable(broker(), userId, null);

    test('signs in no more, and is answered as with a wrong password; enabled again, the password is good', async () => {
      const { user, email, password } = await trader();
      const wrong = await browser().logIn({ email, password: 'Wrong-Password-1' });
      await disable(user.id);
      const refused = await browser().logIn({ email, password });
      assert.deepEqual([refused.status, wordsOf(refused)], [wrong.status, wordsOf(wrong)]);
      await bridge.app.users.enable(broker(), user.id, null);
      assert.equal((await browser().logIn({ email, password })).status, 303);
    });

    test('is not known by the address at a sign-up, whatever the password, and nobody else gets the address', async () => {
      const { user, email, password } = await trader();
      await disable(user.id);
      for (const tried of [password, 'Another-Password-1']) {
        const refused = await browser().signUp({ email, password: tried });
        assert.equal(refused.status, 409);
        assert.equal(refused.headers.location, undefined);
      }
    });

    test('a sign-in that waits for a choice is over', async () => {
      const { user, platformUserId } = await trader();
      const held = { user: { ...user, platformUserId }, keepMeLoggedIn: false, subjectId: 's' };
      const heldId = await bridge.app.users.holdSignIn(broker(), held);
      await disable(user.id);
      await assert.rejects(bridge.app.users.getHeldSignIn(broker(), heldId), refusedAs('sign_in_expired'));
    });

    test('4.2, 4.3 and 4.4 know neither the tokens nor the user', async () => {
      const { user, email, password, platformUserId } = await trader();
      const crmApiToken = await platform().crmApiToken();
      const first = await platform().redeem(
        crmApiToken,
        tokenIn(await browser().logIn({ email, password, keepMeLoggedIn: 'true' })),
      );
      const unredeemed = tokenIn(await browser().logIn({ email, password }));
      await disable(user.id);
      assert.equal((await platform().redeem(crmApiToken, unredeemed)).status, 404);
      assert.equal((await platform().authorize(crmApiToken, String(first.body.accessToken))).status, 404);
      assert.equal((await platform().generate(crmApiToken, platformUserId)).status, 404);
      assert.equal((await platform().logOut(crmApiToken, platformUserId)).status, 204, 'ending is never refused');
      await bridge.app.users.enable(broker(), user.id, null);
      assert.equal((await platform().redeem(crmApiToken, unredeemed)).status, 404, '4.5 ended it');
    });

    test('in-app screens, /sso/callback and browsers that are known open nothing', async () => {
      const { access } = bridge.app;
      const { inapp, user, platformUserId } = await trader();
      const session = { userId: user.id, platformUserId, method: 'password', replaces: undefined } as const;
      const { id } = await access.openBrowserSession(broker(), session);
      const page = await inapp.open('change-email');
      assert.equal(page.status, 200);
      const [inappToken, landing] = [await inapp.token(), await inapp.token()];
      await disable(user.id);
      assert.equal((await inapp.open('change-email', { token: inappToken })).status, 404);
      const landed = await fetch(`${bridge.url}/b/${BROKER}/sso/callback?token=${landing}`, { redirect: 'manual' });
      assert.deepEqual([landed.status, landed.headers.get('set-cookie')], [404, null]);
      assert.equal(await access.findBrowserSession(broker(), id), undefined);
      assert.equal(
        await access.haveSessionsEnded(broker(), user.id, bridge.clock.nowMs()),
        true,
        'pages that are open',
      );
    });

    test('gets no letter for a new password, and a link of before sets none', async () => {
      const { user, email } = await trader();
      await mailTo(bridge, email);
      await resetBrowser(bridge.url).request(email);
      const token = linkTokenIn(await mailTo(bridge, email, 2));
      await disable(user.id);
      assert.equal((await resetBrowser(bridge.url).reset(token, 'New-Password-1')).status, 404);
      const letter = { kind: 'password-reset', brokerName: BROKER, email, language: 'en', parameters: {} } as const;
      assert.equal(await bridge.app.letterWriters['password-reset'](letter), undefined);
      assert.equal((await bridge.app.users.findAnyById(BROKER, user.id))?.passwordHash, user.passwordHash);
    });

    test('is not handed over by the platform either, and nobody is made in the place', async () => {
      const { user, platformUserId } = await trader();
      await disable(user.id);
      const made = await fetch(`${bridge.simulator.url}/control/handoff-token`, {
        method: 'POST',
        body: JSON.stringify({ userId: platformUserId }),
      });
      const { token } = (await made.json()) as { token: string };
      const handOff = bridge.app.users.redeemHandOff(broker(), token, '192.0.2.1');
      await assert.rejects(handOff, refusedAs('hand_off_refused', 'token_unknown'));
      assert.equal((await bridge.app.users.findAnyByPlatformUserId(BROKER, platformUserId))?.id, user.id);
    });
  });
}
