import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ListedSession } from '../../../src/domain/access/listed-session.ts';
import type { LinkedUser } from '../../../src/domain/users/user.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { sampleUser } from '../../contracts/sample-records.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

const MAIN = 'tradingtech_main';
/** Whose access tokens have no end. */
const ENDLESS = 'financialhouse_main';
const HALF_A_DAY_MS = 12 * 3_600_000;
const YEAR_MS = 366 * 2 * HALF_A_DAY_MS;

for (const { name, skip, open } of ENGINES) {
  describe(`the sessions of a trader, as staff sees them, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let traders = 0;
    before(async () => {
      bridge = await startTestBridge({
        ...(await open()),
        seed: (file) => ({
          ...file,
          brokers: file.brokers.map((broker) =>
            broker.brokerName === ENDLESS
              ? { ...broker, tokens: { ...broker.tokens, accessTokenTtlSeconds: null } }
              : broker,
          ),
        }),
      });
    });
    after(() => bridge?.close());

    const brokerOf = ({ brokerName }: { brokerName: string }) => bridge.app.brokers.get(brokerName);
    const sessionsOf = (user: LinkedUser) => bridge.app.access.listSessions(brokerOf(user), user);
    const holdersOf = (sessions: readonly ListedSession[]) => sessions.map(({ holders }) => holders.join());
    const isUnknown = (error: unknown) => isBridgeError(error, 'session_unknown');

    /** Nobody who has a session yet. */
    async function newTrader(brokerName = MAIN): Promise<LinkedUser> {
      traders += 1;
      const platformUserId = 70_000_000 + traders;
      const user = sampleUser(brokerName, `trader-${traders}`, { platformUserId });
      assert.ok(await bridge.app.storage.users.add(user));
      return { ...user, platformUserId };
    }

    function openBrowser({ id: userId, ...user }: LinkedUser, more: { replaces?: string } = {}) {
      const { platformUserId } = user;
      const session = {
        userId,
        platformUserId,
        method: 'password',
        address: '192.0.2.7',
        replaces: more.replaces,
      } as const;
      return bridge.app.access.openBrowserSession(brokerOf(user), session);
    }

    async function logInToPlatform(user: LinkedUser, sessionId?: string): Promise<string> {
      const { access } = bridge.app;
      const code = await access.issueSignInToken(brokerOf(user), user.platformUserId, true, sessionId);
      return (await access.redeemOneTimeToken(brokerOf(user), code)).accessToken ?? '';
    }

    async function useApp(user: LinkedUser, cookie: string): Promise<void> {
      const { appSessions } = bridge.app.access;
      const record = await appSessions.find(brokerOf(user), cookie);
      assert.ok(record);
      const session = {
        ...record,
        provider: { issuer: 'https://issuer.example', authorizations: { web: { sid: 's' } } },
      };
      await appSessions.save(brokerOf(user), cookie, session, { id: cookie, record });
    }

    test('a browser, the platform and an app of one sign-in are one session, and others are others', async () => {
      const user = await newTrader();
      assert.deepEqual(await sessionsOf(user), []);
      const { id: cookie, sessionId } = await openBrowser(user);
      assert.deepEqual(await sessionsOf(user), [
        {
          ...{ id: sessionId, holders: ['browser'], method: 'password', address: '192.0.2.7', clientIds: [] },
          signedInAtMs: Math.floor(bridge.clock.nowMs() / 1000) * 1000,
        },
      ]);
      await logInToPlatform(user, sessionId);
      await useApp(user, cookie);
      bridge.clock.advance(5000);
      await logInToPlatform(user);
      const listed = await sessionsOf(user);
      assert.deepEqual(holdersOf(listed), ['platform', 'browser,platform,app']);
      assert.deepEqual([listed[1]?.id, listed[1]?.clientIds], [sessionId, ['web']]);
      assert.deepEqual(
        [listed[0]?.method, listed[0]?.address, listed[0]?.signedInAtMs],
        [null, null, bridge.clock.nowMs()],
      );
    });

    test('a trader who signs in again in the same browser has one session still', async () => {
      const user = await newTrader();
      const { id, sessionId } = await openBrowser(user);
      await openBrowser(user, { replaces: id });
      assert.deepEqual(
        (await sessionsOf(user)).map((session) => session.id),
        [sessionId],
      );
    });

    test('a session that is ended takes with it what hangs on it, and leaves the others', async () => {
      const user = await newTrader();
      const { access } = bridge.app;
      const broker = brokerOf(user);
      const one = await openBrowser(user);
      const other = await openBrowser(user);
      const token = await logInToPlatform(user, one.sessionId);
      const kept = await logInToPlatform(user, other.sessionId);
      await access.endListedSession(broker, user, one.sessionId);
      assert.equal(await access.findBrowserSession(broker, one.id), undefined);
      assert.ok(await access.findBrowserSession(broker, other.id));
      await assert.rejects(access.verifyAccessToken(broker, token), (error) => isBridgeError(error, 'token_unknown'));
      await access.verifyAccessToken(broker, kept);
      assert.deepEqual(
        (await sessionsOf(user)).map(({ id }) => id),
        [other.sessionId],
      );
      await assert.rejects(access.endListedSession(broker, user, one.sessionId), isUnknown);
    });

    test('row 28: nobody’s session is shown or ended through another trader, or another white label', async () => {
      const [user, stranger] = [await newTrader(), await newTrader()];
      const elsewhere = await newTrader(ENDLESS);
      const { sessionId } = await openBrowser(user);
      const { access } = bridge.app;
      await assert.rejects(access.endListedSession(brokerOf(stranger), stranger, sessionId), isUnknown);
      await assert.rejects(access.endListedSession(brokerOf(elsewhere), elsewhere, sessionId), isUnknown);
      await assert.rejects(access.endListedSession(brokerOf(elsewhere), user, sessionId), isUnknown);
      assert.deepEqual(await access.listSessions(brokerOf(elsewhere), user), []);
      assert.equal((await sessionsOf(user)).length, 1);
    });

    test('the id of a session opens nothing', async () => {
      const user = await newTrader();
      const { sessionId } = await openBrowser(user);
      const { access } = bridge.app;
      assert.equal(await access.findBrowserSession(brokerOf(user), sessionId), undefined);
      assert.equal(await access.appSessions.find(brokerOf(user), sessionId), undefined);
      await assert.rejects(access.verifyAccessToken(brokerOf(user), sessionId));
    });

    test('all sessions are gone with a log-out everywhere, and when the user is disabled', async () => {
      const user = await newTrader();
      const { sessionId } = await openBrowser(user);
      await logInToPlatform(user, sessionId);
      const disabled = { ...user, disabledAtMs: bridge.clock.nowMs() };
      assert.deepEqual(await sessionsOf(disabled), []);
      assert.deepEqual(await sessionsOf({ ...user, sessionsEndedAtMs: bridge.clock.nowMs() + 1 }), []);
      await bridge.app.access.endAllSessions(brokerOf(user), user);
      assert.deepEqual(await sessionsOf(user), []);
    });

    test('who logs in to the platform ever again sees the latest, and all that are not too many', async () => {
      const user = await newTrader();
      for (let count = 0; count < 52; count += 1) await logInToPlatform(user);
      assert.equal((await sessionsOf(user)).length, 50);
    });

    test('a browser is shown for half a day; what the platform holds for as long as it works', async () => {
      const [user, elsewhere] = [await newTrader(), await newTrader(ENDLESS)];
      for (const one of [user, elsewhere]) await logInToPlatform(one, (await openBrowser(one)).sessionId);
      bridge.clock.advance(HALF_A_DAY_MS - 1000);
      assert.deepEqual(holdersOf(await sessionsOf(user)), ['browser,platform']);
      bridge.clock.advance(2000);
      assert.deepEqual(holdersOf(await sessionsOf(user)), ['platform']);
      bridge.clock.advance(89 * 2 * HALF_A_DAY_MS);
      assert.deepEqual(holdersOf(await sessionsOf(user)), ['platform']);
      bridge.clock.advance(2 * HALF_A_DAY_MS);
      assert.deepEqual(holdersOf(await sessionsOf(user)), []);
      bridge.clock.advance(YEAR_MS);
      assert.deepEqual(holdersOf(await sessionsOf(elsewhere)), ['platform']);
    });
  });
}
