import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, traderBrowser } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`the first account on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge({ ...(await open()), seed: seedWith(BROKER, { agreements: [] }) });
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    const signUp = (email: string) => traderBrowser(bridge.url).signUp({ email, password: PASSWORD });
    const logIn = (email: string) => traderBrowser(bridge.url).logIn({ email, password: PASSWORD });

    async function loginsKept(email: string): Promise<number[]> {
      const [platformUserId = 0] = (await tracesOf(bridge.simulator, email)).userIds;
      const user = await bridge.app.users.findByPlatformUserId(BROKER, platformUserId);
      assert.ok(user);
      const accounts = await bridge.app.trading.listAccounts(bridge.app.brokers.get(BROKER), user);
      return accounts.map(({ login }) => login);
    }

    /** Signs up with a fault, logs in without it. @returns The calls of each. */
    async function signUpThenLogIn(email: string, faults: object): Promise<{ first: string[]; next: string[] }> {
      await bridge.simulator.setFaults(faults);
      assert.equal((await signUp(email)).status, 303, 'the platform keeps no trader out');
      const first = await callsMade(bridge.simulator);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      assert.equal((await logIn(email)).status, 303);
      const next = await callsMade(bridge.simulator);
      await bridge.simulator.clearCalls();
      assert.equal((await logIn(email)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), [], 'nothing is missing any more');
      return { first, next };
    }

    test('when 3.3 fails the trader gets in, and the next log-in opens and links the account', async () => {
      const email = newEmail();
      const calls = await signUpThenLogIn(email, { failNext: { call: '3.3', status: 500 } });
      assert.deepEqual(calls, { first: ['3.11', '3.2', '3.3'], next: ['3.3', '3.4'] });
      assert.deepEqual((await tracesOf(bridge.simulator, email)).linkedLogins, await loginsKept(email));
    });

    test('when 3.3 is refused the trader gets in, and the next log-in tries again', async () => {
      const refused = { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' };
      const calls = await signUpThenLogIn(newEmail(), { failNext: refused });
      assert.deepEqual(calls, { first: ['3.11', '3.2', '3.3'], next: ['3.3', '3.4'] });
    });

    test('when the answer of 3.3 is lost the trader still ends with exactly one linked account', async () => {
      const email = newEmail();
      const calls = await signUpThenLogIn(email, { dropAnswer: { call: '3.3' } });
      assert.deepEqual(calls, { first: ['3.11', '3.2', '3.3'], next: ['3.3', '3.4'] });
      const { linkedLogins } = await tracesOf(bridge.simulator, email);
      assert.equal(linkedLogins.length, 1);
      assert.deepEqual(await loginsKept(email), linkedLogins);
    });

    test('when 3.4 fails the account is kept, and the next log-in only links it', async () => {
      const email = newEmail();
      const calls = await signUpThenLogIn(email, { failNext: { call: '3.4', status: 500, times: 3 } });
      assert.deepEqual(calls, { first: ['3.11', '3.2', '3.3', '3.4', '3.4', '3.4'], next: ['3.4'] });
      const { linkedLogins } = await tracesOf(bridge.simulator, email);
      assert.equal(linkedLogins.length, 1);
      assert.deepEqual(await loginsKept(email), linkedLogins);
    });

    test('when every answer of 3.4 is lost the next log-in learns of the link that stands', async () => {
      const email = newEmail();
      const calls = await signUpThenLogIn(email, { dropAnswer: { call: '3.4', times: 3 } });
      assert.deepEqual(calls.next, ['3.4']);
      assert.equal((await tracesOf(bridge.simulator, email)).linkedLogins.length, 1);
    });

    test('log-ins at the same time finish the account once', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 500 } });
      assert.equal((await signUp(email)).status, 303);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      const answers = await Promise.all(Array.from({ length: 6 }, () => logIn(email)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
    });

    test('a login that the platform gives twice stays with whom it was given to first', async () => {
      const [owner, other] = [newEmail(), newEmail()];
      assert.equal((await signUp(owner)).status, 303);
      const [given = 0] = await loginsKept(owner);
      const broker = bridge.app.brokers.get(BROKER);
      const [ownerId = 0] = (await tracesOf(bridge.simulator, owner)).userIds;
      const user = await bridge.app.users.findByPlatformUserId(BROKER, ownerId);
      assert.ok(user);
      const next = {
        environment: 'demo' as const,
        login: given + 1,
        depositCurrency: 'EUR',
        moneyDigits: 2,
        ctidTraderAccountId: 1,
      };
      assert.equal(await bridge.app.trading.import(broker, user, next), true);
      assert.equal((await signUp(other)).status, 303);
      assert.deepEqual(await loginsKept(other), []);
      assert.deepEqual((await tracesOf(bridge.simulator, other)).linkedLogins, []);
      assert.equal((await logIn(other)).status, 303);
      assert.equal((await loginsKept(other)).length, 1);
    });
  });
}
