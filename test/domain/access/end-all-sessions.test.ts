import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

/** Uses in-app tokens, so that a session has two of its own. */
const BROKER = 'financialhouse_main';
const USER_ID = 10345535;
const OTHER_BROKER = 'tradingtech_main';
const OTHER_USER_ID = 10345533;

for (const { name, skip, open } of ENGINES) {
  describe(`all sessions of a white label end, on ${name}`, { skip }, () => {
    let bridge: TestBridge;

    before(async () => {
      bridge = await startTestBridge(await open());
    });
    after(() => bridge.close());

    const broker = () => bridge.app.brokers.get(BROKER);
    const unknown = (error: unknown) => isBridgeError(error, 'token_unknown', 'inapp_token_invalid');

    async function signIn(brokerName: string, userId: number) {
      const { access, brokers } = bridge.app;
      const token = await access.issueSignInToken(brokers.get(brokerName), userId, true);
      const { accessToken = '', inappToken = '' } = await access.redeemOneTimeToken(brokers.get(brokerName), token);
      return { accessToken, inappToken };
    }

    test('tokens of every kind and browser sessions are worth nothing, those of another white label and later ones stay', async () => {
      const { access, users } = bridge.app;
      const before = await signIn(BROKER, USER_ID);
      const other = await signIn(OTHER_BROKER, OTHER_USER_ID);
      const signInToken = await access.issueSignInToken(broker(), USER_ID, true);
      const inappOneTimeToken = await access.issueInappToken(broker(), USER_ID);
      const user = await users.findByPlatformUserId(BROKER, USER_ID);
      assert.ok(user);
      const session = { userId: user.id, platformUserId: USER_ID, method: 'password', replaces: undefined } as const;
      const { id } = await access.openBrowserSession(broker(), session);
      await bridge.app.brokers.endAllSessions(BROKER);

      await assert.rejects(access.verifyAccessToken(broker(), before.accessToken), unknown);
      await assert.rejects(access.generateInappOneTimeToken(broker(), USER_ID, before.inappToken), unknown);
      await assert.rejects(access.redeemOneTimeToken(broker(), signInToken), unknown);
      await assert.rejects(access.redeemForSignIn(broker(), signInToken), unknown);
      await assert.rejects(
        access.redeemInappToken(broker(), inappOneTimeToken, async () => {}),
        unknown,
      );
      assert.equal(await access.findBrowserSession(broker(), id), undefined);
      assert.equal(await access.haveSessionsEnded(broker(), user.id, bridge.clock.nowMs()), true);
      await access.verifyAccessToken(bridge.app.brokers.get(OTHER_BROKER), other.accessToken);

      bridge.clock.advance(1000);
      const later = await signIn(BROKER, USER_ID);
      await access.verifyAccessToken(broker(), later.accessToken);
      await access.generateInappOneTimeToken(broker(), USER_ID, later.inappToken);
      const opened = await access.openBrowserSession(broker(), session);
      assert.equal((await access.findBrowserSession(broker(), opened.id))?.platformUserId, USER_ID);
    });
  });
}
