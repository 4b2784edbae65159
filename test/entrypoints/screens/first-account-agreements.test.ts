import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { SAMPLE_AGREEMENTS, SAMPLE_OFFERS, seedWith } from '../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, send, tokenIn, traderBrowser } from '../../support/trader-browser.ts';
import { fieldsIn } from './read-page.ts';

const GIVEN = 'tradingtech_main';
const CHOSEN = 'tradingtech_wl_europe';
const PASSWORD = 'A-long-enough-1';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
const LATER = 1;

for (const { name, skip, open } of ENGINES) {
  describe(`the first account where agreements are outstanding, on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      const given = seedWith(GIVEN, { agreements: SAMPLE_AGREEMENTS });
      const chosen = seedWith(CHOSEN, {
        ...{ agreements: SAMPLE_AGREEMENTS, firstAccount: null, accountOffers: SAMPLE_OFFERS },
      });
      bridge = await startWiredBridge({ ...(await open()), seed: (file) => chosen(given(file)) });
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    const broker = (brokerName: string) => bridge.app.brokers.get(brokerName);

    /** A trader whom the broker's own system made, and who has signed nothing. */
    async function newTrader(brokerName: string) {
      const email = newEmail();
      const profile = { firstName: 'Ada', lastName: 'Lovelace' };
      const user = await bridge.app.users.create(broker(brokerName), { email, password: PASSWORD, ...profile });
      const browser = traderBrowser(bridge.url, { brokerName });
      const logIn = (query = '') => browser.logIn({ email, password: PASSWORD }, query);
      const accounts = () => bridge.app.trading.listAccounts(broker(brokerName), user);
      const isSigned = async () => !(await bridge.app.agreements.hasOutstanding(broker(brokerName), user.id));
      const platformUserId = async () =>
        (await bridge.app.users.findById(brokerName, user.id))?.platformUserId ?? assert.fail('is not linked');
      return { user, browser, logIn, accounts, isSigned, platformUserId };
    }

    /** Opens an in-app screen, and signs what it is stopped for. @returns Where that leads. */
    async function signInApp(brokerName: string, platformUserId: number): Promise<PageAnswer> {
      const token = await bridge.app.access.issueInappToken(broker(brokerName), platformUserId);
      const stopped = await send(`${bridge.url}/b/${brokerName}/inapp/kyc?token=${token}`);
      assert.equal(stopped.status, 303, stopped.text);
      const page = await send(new URL(String(stopped.headers.location), stopped.url).href);
      const [form] = parseHtmlForms(page.text);
      const fields = form?.fields.flatMap(({ name: field, value }): [string, string][] => [[field, value]]) ?? [];
      const body = new URLSearchParams(fields).toString();
      return send(new URL(form?.action ?? '', page.url).href, { method: 'POST', headers: FORM, body });
    }

    test('log-in is not stopped and opens none; signing on the way to an in-app screen makes up for it', async () => {
      const { logIn, accounts, platformUserId } = await newTrader(GIVEN);
      for (let times = 0; times < 2; times += 1) {
        assert.match(tokenIn(await logIn()), /^ot_/);
        assert.deepEqual(await accounts(), []);
      }
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2']);
      await bridge.simulator.clearCalls();
      assert.equal((await signInApp(GIVEN, await platformUserId())).status, 303);
      assert.equal((await accounts()).length, 1);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.13', '3.3', '3.4']);
      await logIn();
      assert.equal((await accounts()).length, 1, 'one');
    });

    test('what was signed elsewhere is made up for at the next log-in', async () => {
      const { user, logIn, accounts } = await newTrader(GIVEN);
      await logIn();
      const { agreements } = bridge.app;
      const evidence = { userId: user.id, language: 'en', address: '', userAgent: '', apiKeyId: 'k1' };
      for (const { id, version, textSha256 } of await agreements.listOutstanding(broker(GIVEN), user, 'en')) {
        assert.equal((await accounts()).length, 0);
        await agreements.signForUser(broker(GIVEN), { ...evidence, agreementId: id, version, textSha256 });
      }
      await logIn();
      assert.equal((await accounts()).length, 1);
    });

    test('row 44: a platform that fails after the signature keeps nobody out, and the next log-in opens the account', async () => {
      const { logIn, accounts, platformUserId } = await newTrader(GIVEN);
      await logIn();
      await bridge.simulator.setFaults({ failNext: { call: '3.3', times: 9, status: 500 } });
      const sent = await signInApp(GIVEN, await platformUserId());
      assert.match(String(sent.headers.location), /^kyc\?/);
      assert.deepEqual(await accounts(), []);
      await bridge.simulator.clearFaults();
      await logIn();
      assert.equal((await accounts()).length, 1);
    });

    test('an account that was opened before a version came into force is still linked', async () => {
      const { user, logIn, accounts } = await newTrader(GIVEN);
      await bridge.app.agreements.import(broker(GIVEN), user);
      await bridge.simulator.setFaults({ failNext: { call: '3.4', times: 9, status: 500 } });
      await logIn();
      assert.equal((await accounts())[0]?.ctidTraderAccountId, null);
      await bridge.simulator.clearFaults();
      const { agreements } = broker(GIVEN);
      await bridge.app.agreements.publish(broker(GIVEN), { ...SAMPLE_AGREEMENTS[0], version: '9' });
      try {
        await logIn();
        assert.notEqual((await accounts())[0]?.ctidTraderAccountId, null);
      } finally {
        await bridge.app.brokers.update(GIVEN, { agreements });
      }
    });

    test('where traders choose it, they sign first, in the flow, and then choose', async () => {
      const { browser, logIn, accounts, isSigned } = await newTrader(CHOSEN);
      const page = await logIn('?lang=de');
      assert.equal(page.status, 200);
      assert.match(page.text, /name="agreement-terms" value="[0-9a-f]{64}"/);
      assert.doesNotMatch(page.text, /name="offer"/);
      const { pathname, search } = new URL(page.url);
      const again = await send(bridge.url + pathname + search);
      assert.match(again.text, /name="agreement-terms"/, 'it can be loaded again');
      const choice = await browser.sendForm(page);
      assert.equal(choice.status, 200);
      assert.match(choice.text, /name="offer"/);
      assert.equal(await isSigned(), true);
      assert.deepEqual(await accounts(), []);
      assert.match((await browser.sendForm(page)).text, /name="offer"/, 'row 44: a second click leads there, too');
      assert.match(tokenIn(await browser.sendForm(choice)), /^ot_/);
      assert.equal((await accounts()).length, 1);
    });

    test('a choice that is sent while something is outstanding opens nothing, and what is not ticked is asked for', async () => {
      const { browser, logIn, accounts, isSigned } = await newTrader(CHOSEN);
      const page = await logIn();
      const { ticket = '', step = '', pending = '' } = fieldsIn(page);
      const choice = { offer: 'live-hedged', currency: 'USD', leverage: '10000' };
      for (const form of [choice, { accept: 'true' }]) {
        const answer = await browser.post({ ticket, step, pending, ...form });
        assert.equal(answer.status, 400);
        assert.match(answer.text, /name="agreement-terms"[^>]* aria-invalid="true"/);
      }
      const foreign = await browser.post({ ticket, step, pending }, '', { 'Sec-Fetch-Site': 'cross-site' });
      assert.equal(foreign.status, 403);
      assert.match(foreign.text, /name="agreement-terms"/);
      assert.deepEqual([await accounts(), await isSigned()], [[], false]);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2']);
    });

    test('who decides later is logged in, has signed nothing and has no account', async () => {
      const { browser, logIn, accounts, isSigned } = await newTrader(CHOSEN);
      assert.match(tokenIn(await browser.sendForm(await logIn(), {}, LATER)), /^ot_/);
      assert.deepEqual([await accounts(), await isSigned()], [[], false]);
    });

    test('a version that comes into force while the choice is open is signed before it', async () => {
      const { user, browser, logIn, accounts } = await newTrader(CHOSEN);
      await bridge.app.agreements.import(broker(CHOSEN), user);
      const choice = await logIn();
      assert.match(choice.text, /name="offer"/);
      const { agreements } = broker(CHOSEN);
      await bridge.app.agreements.publish(broker(CHOSEN), { ...SAMPLE_AGREEMENTS[0], version: '9' });
      try {
        const stopped = await browser.sendForm(choice);
        assert.match(stopped.text, />Client agreement</);
        assert.deepEqual(await accounts(), []);
        await browser.sendForm(await browser.sendForm(stopped));
        assert.equal((await accounts()).length, 1);
      } finally {
        await bridge.app.brokers.update(CHOSEN, { agreements });
      }
    });

    test('who signed at sign-up gets the account at once, or the choice', async () => {
      for (const brokerName of [GIVEN, CHOSEN]) {
        const email = newEmail();
        await traderBrowser(bridge.url, { brokerName }).signUp({ email, password: PASSWORD });
        const user = await bridge.app.users.findByEmail(brokerName, email);
        assert.ok(user);
        assert.equal((await bridge.app.trading.listAccounts(broker(brokerName), user)).length, 1, brokerName);
      }
    });
  });
}
