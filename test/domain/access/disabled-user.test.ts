import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

/** Uses in-app tokens, so that a session has two of its own. */
const BROKER = 'financialhouse_main';
const USER_ID = 10345535;

for (const { name, skip, open } of ENGINES) {
  /** As by a process that dies, or a store that is gone, before anything is dropped. */
  describe(`a user who was disabled, and nothing else was done, on ${name}`, { skip }, () => {
    let bridge: TestBridge;

    before(async () => {
      bridge = await startTestBridge(await open());
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get(BROKER);
    const unknown = (error: unknown) => isBridgeError(error, 'token_unknown', 'inapp_token_invalid');

    async function trader() {
      const user = await bridge.app.users.findAnyByPlatformUserId(BROKER, USER_ID);
      assert.ok(user);
      return user;
    }

    /** Everything that the bridge issues for a trader. */
    async function issueAll() {
      const { access } = bridge.app;
      const { id: userId } = await trader();
      const { accessToken = '', inappToken = '' } = await access.redeemOneTimeToken(
        broker(),
        await access.issueSignInToken(broker(), USER_ID, true),
      );
      const session = { userId, platformUserId: USER_ID, method: 'password', replaces: undefined } as const;
      return {
        ...{ accessToken, inappToken, openedAtMs: bridge.clock.nowMs() },
        signInToken: await access.issueSignInToken(broker(), USER_ID, true),
        inappOneTimeToken: await access.issueInappToken(broker(), USER_ID),
        browser: (await access.openBrowserSession(broker(), session)).id,
      };
    }

    async function assertWorthNothing(issued: Awaited<ReturnType<typeof issueAll>>): Promise<void> {
      const { access } = bridge.app;
      const { id } = await trader();
      await assert.rejects(access.verifyAccessToken(broker(), issued.accessToken), unknown);
      await assert.rejects(access.generateInappOneTimeToken(broker(), USER_ID, issued.inappToken), unknown);
      await assert.rejects(access.redeemOneTimeToken(broker(), issued.signInToken), unknown);
      await assert.rejects(access.redeemForSignIn(broker(), issued.signInToken), unknown);
      await assert.rejects(
        access.redeemInappToken(broker(), issued.inappOneTimeToken, async () => {}),
        unknown,
      );
      await assert.rejects(
        access.checkInappToken(broker(), issued.inappOneTimeToken, async () => {}),
        unknown,
      );
      assert.equal(await access.findBrowserSession(broker(), issued.browser), undefined);
      assert.equal(await access.appSessions.find(broker(), issued.browser), undefined);
      assert.equal(await access.haveSessionsEnded(broker(), id, issued.openedAtMs), true, 'pages that are open');
    }

    async function assertGood(issued: Awaited<ReturnType<typeof issueAll>>): Promise<void> {
      const { access } = bridge.app;
      await access.verifyAccessToken(broker(), issued.accessToken);
      await access.generateInappOneTimeToken(broker(), USER_ID, issued.inappToken);
      await access.redeemOneTimeToken(broker(), issued.signInToken);
      await access.redeemInappToken(broker(), issued.inappOneTimeToken, async () => {});
      assert.ok(await access.findBrowserSession(broker(), issued.browser));
      assert.equal(await access.haveSessionsEnded(broker(), (await trader()).id, issued.openedAtMs), false);
    }

    test('row 33: what was issued before stays worth nothing once the user is enabled, what is issued then is good', async () => {
      const { users } = bridge.app;
      const { id } = await trader();
      const before = await issueAll();
      await users.disable(broker(), id, null);
      bridge.clock.advance(2000);
      await users.enable(broker(), id, null);
      const later = await issueAll();
      await assertWorthNothing(before);
      await assertGood(later);
      await users.enable(broker(), id, null);
      await users.update(broker(), id, { firstName: 'Other' }, null);
      await assertGood(await issueAll());
    });

    test('row 44: what a request under way wrote after the user was disabled is worth nothing either', async () => {
      const { users, access, storage } = bridge.app;
      const user = await trader();
      await users.disable(broker(), user.id, null);
      bridge.clock.advance(2000);
      // Whoever was let in just before does not look again.
      const session = { userId: user.id, platformUserId: USER_ID, method: 'password', replaces: undefined } as const;
      const written = {
        ...{ accessToken: '', inappToken: '' },
        openedAtMs: bridge.clock.nowMs(),
        signInToken: await access.issueSignInToken(broker(), USER_ID, true),
        inappOneTimeToken: await access.issueInappToken(broker(), USER_ID),
        browser: (await access.openBrowserSession(broker(), session)).id,
      };
      bridge.clock.advance(2000);
      await users.enable(broker(), user.id, null);
      await assert.rejects(access.redeemOneTimeToken(broker(), written.signInToken), unknown);
      await assert.rejects(
        access.redeemInappToken(broker(), written.inappOneTimeToken, async () => {}),
        unknown,
      );
      assert.equal(await access.findBrowserSession(broker(), written.browser), undefined);
      const { disabledAtMs, sessionsEndedAtMs } = (await storage.users.findAnyById(BROKER, user.id)) ?? {};
      assert.equal(disabledAtMs, null);
      assert.ok(Number(sessionsEndedAtMs) > written.openedAtMs);
    });

    test('enabled in the middle of a second, who signs in within it is in', async () => {
      const { users } = bridge.app;
      const { id } = await trader();
      await users.disable(broker(), id, null);
      bridge.clock.advance(2000 - (bridge.clock.nowMs() % 1000) + 500);
      await users.enable(broker(), id, null);
      await assertGood(await issueAll());
    });
  });
}
