import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openPlatformSession } from '../../simulator/platform-session.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { seedWith } from '../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const CRM = 'tradingtech_crm';
const PASSWORD = 'A-long-enough-1';

for (const { name, skip, open } of ENGINES) {
  describe(`the platform's user on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge({ ...(await open()), seed: seedWith(BROKER, { agreements: [] }) });
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    const signUp = (email: string, query = ''): Promise<PageAnswer> =>
      traderBrowser(bridge.url).signUp({ email, password: PASSWORD }, query);
    const logIn = (email: string): Promise<PageAnswer> =>
      traderBrowser(bridge.url).logIn({ email, password: PASSWORD });

    /** The platform's user of an email, made by somebody else. */
    async function makeStranger(email: string): Promise<number> {
      const session = await openPlatformSession(bridge.simulator.url);
      const { body } = await session.call('POST', '/cid/oauth2/ctid/create', { brokerCrmName: CRM, email });
      return Number(body.userId);
    }

    async function assertRefused(answer: PageAnswer): Promise<void> {
      assert.equal(answer.status, 409);
      assert.match(wordsOf(answer), /already has a user with this email address/);
    }

    test('when 3.2 fails the trader is told to come back, and the next log-in makes user and account', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.2', status: 500 } });
      const failed = await signUp(email);
      assert.equal(failed.status, 503);
      assert.match(String(failed.headers['retry-after']), /^\d+$/);
      assert.match(wordsOf(failed), /Your details are safe/);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2']);
      await bridge.simulator.clearCalls();
      assert.equal((await logIn(email)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.2', '3.3', '3.4']);
    });

    test('when the answer of 3.2 is lost the next log-in finds the user that was made, and makes no second', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.2' } });
      assert.equal((await signUp(email)).status, 503);
      await bridge.simulator.clearCalls();
      assert.equal((await logIn(email)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.2', '3.11', '3.3', '3.4']);
      const [made] = await bridge.simulator.calls('3.2');
      assert.deepEqual(made?.response, {
        error: { errorCode: 'CH_EMAIL_ALREADY_EXISTS', description: 'A user with this email exists' },
      });
      const { userIds, linkedLogins } = await tracesOf(bridge.simulator, email);
      assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
    });

    test('an answer of 3.2 that cannot be read counts as lost', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ garbleAnswer: { call: '3.2' } });
      assert.equal((await signUp(email)).status, 503);
      assert.equal((await signUp(email)).status, 303);
      assert.equal((await tracesOf(bridge.simulator, email)).userIds.length, 1);
    });

    test('an email that the platform knew before we asked is refused, again and again, and never taken over', async () => {
      const email = newEmail();
      const stranger = await makeStranger(email);
      await bridge.simulator.clearCalls();
      await assertRefused(await signUp(email));
      await assertRefused(await logIn(email));
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.11']);
      assert.equal(await bridge.app.users.findByPlatformUserId(BROKER, stranger), undefined);
    });

    test('an email that somebody takes between our question and 3.2 is refused and not taken over later', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ duplicateEmail: true });
      await assertRefused(await signUp(email));
      await bridge.simulator.clearFaults();
      const stranger = await makeStranger(email);
      await assertRefused(await logIn(email));
      assert.equal(await bridge.app.users.findByPlatformUserId(BROKER, stranger), undefined);
    });

    test('a 3.2 that was certainly not carried out claims nothing: whoever takes the email then keeps it', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({
        failNext: { call: '3.2', status: 400, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' },
      });
      assert.equal((await signUp(email)).status, 503);
      const stranger = await makeStranger(email);
      await assertRefused(await logIn(email));
      assert.equal(await bridge.app.users.findByPlatformUserId(BROKER, stranger), undefined);
    });

    test('a 3.2 that the platform refuses is told as such and tried again at the next log-in', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.2', status: 400, errorCode: 'INVALID_REQUEST' } });
      const refused = await signUp(email);
      assert.equal(refused.status, 502);
      assert.match(wordsOf(refused), /refused the request/);
      assert.equal((await logIn(email)).status, 303);
    });

    test('a platform user who is linked to another of our users on the CRM is never linked twice', async () => {
      const taken = await makeStranger(newEmail());
      const europe = bridge.app.brokers.get('tradingtech_wl_europe');
      const owner = { email: newEmail(), password: PASSWORD, firstName: null, lastName: null, preferredLanguage: 'en' };
      await bridge.app.users.import(europe, { ...owner, platformUserId: taken + 1 });
      const email = newEmail();
      await assertRefused(await signUp(email));
      await assertRefused(await logIn(email));
      assert.deepEqual((await tracesOf(bridge.simulator, email)).userIds, [taken + 1]);
      assert.equal(await bridge.app.users.findByPlatformUserId(BROKER, taken + 1), undefined);
      const kept = await bridge.app.users.findByPlatformUserId(europe.brokerName, taken + 1);
      assert.equal(kept?.email, owner.email);
    });

    test('a partner who cannot be told to the platform keeps nobody out, and is told at the next log-in', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ failNext: { call: '3.6', status: 400, errorCode: 'UNKNOWN_ERROR' } });
      assert.equal((await signUp(email, 'partnerId=p-1')).status, 303);
      assert.equal((await tracesOf(bridge.simulator, email)).partnerId, null);
      await bridge.simulator.clearCalls();
      assert.equal((await logIn(email)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.6']);
      assert.equal((await tracesOf(bridge.simulator, email)).partnerId, 'p-1');
    });

    test('a manager token that the platform forgot is bought again without the trader noticing', async () => {
      const email = newEmail();
      await bridge.simulator.setFaults({ rejectManagerTokens: true });
      assert.equal((await signUp(email)).status, 303);
      assert.equal((await tracesOf(bridge.simulator, email)).userIds.length, 1);
    });
  });
}
