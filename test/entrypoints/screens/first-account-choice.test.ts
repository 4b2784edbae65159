import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { FOUR_STEPS, startFourStepBridge, TWO_STEPS } from '../../support/four-step-bridge.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { SAMPLE_OFFERS } from '../../support/seed-with.ts';
import type { WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { fieldsIn } from './read-page.ts';

const PASSWORD = 'A-long-enough-1';
/** The forms of the page, in order. */
const LIVE = 0;
const DEMO = 1;
const LATER = 2;

for (const { name, skip, open } of ENGINES) {
  describe(`choosing the first account on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startFourStepBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(() => bridge.simulator.clearFaults());

    let hosts = 0;
    const newBrowser = () => {
      hosts += 1;
      return traderBrowser(bridge.url, { brokerName: FOUR_STEPS, address: `198.51.100.${hosts}` });
    };

    /** Goes on to the last step. */
    async function reach(browser: ReturnType<typeof newBrowser>, email: string): Promise<PageAnswer> {
      let page = await browser.sendForm(await browser.open('?firstLogin=true'), { email, password: PASSWORD });
      page = await browser.sendForm(await browser.sendForm(page, { firstName: 'Ada' }));
      assert.equal(fieldsIn(page).step, 'account', page.text);
      await bridge.simulator.clearCalls();
      return page;
    }

    async function accountsOf(email: string) {
      const user = await bridge.app.users.findByEmail(FOUR_STEPS, email);
      assert.ok(user);
      return bridge.app.trading.listAccounts(bridge.app.brokers.get(FOUR_STEPS), user);
    }

    test('the page has a form for each offer, with its currencies and leverages, and one to put it off', async () => {
      const page = await reach(newBrowser(), newEmail());
      assert.match(page.text, /<li aria-current="step">Account<\/li>/);
      const forms = page.text.split('<form').slice(1);
      assert.equal(forms.length, 3);
      assert.match(String(forms[LIVE]), /Live account – Hedging[\s\S]*value="EUR" checked[\s\S]*value="USD">/);
      assert.match(String(forms[LIVE]), /value="3000" checked[\s\S]*1:30<[\s\S]*value="10000"[\s\S]*1:100</);
      assert.match(String(forms[DEMO]), /Demo account – Netting[\s\S]*value="USD" checked[\s\S]*1:500</);
      assert.match(String(forms[LATER]), /Decide later/);
    });

    test('what is chosen is what the platform opens, and the trader is signed in as asked at the first step', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      const { ticket = '', pending = '' } = fieldsIn(page);
      const choice = { offer: 'live-hedged', currency: 'USD', leverage: '10000' };
      const done = await browser.post({ ticket, pending, step: 'account', ...choice }, '?firstLogin=true');
      assert.equal(done.status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
      const [opened] = await bridge.simulator.calls('3.3');
      const asked = opened?.request as Record<string, unknown>;
      assert.deepEqual([asked.depositCurrency, asked.leverageInCents, asked.groupName], ['USD', 10_000, 'live_group']);
      assert.deepEqual([asked.accountType, asked.balance, asked.name], ['HEDGED', 0, 'Ada']);
      const [account, ...more] = await accountsOf(email);
      assert.deepEqual([more.length, account?.environment, account?.depositCurrency], [0, 'live', 'USD']);
      assert.deepEqual((await tracesOf(bridge.simulator, email)).linkedLogins, [account?.login]);
      const platform = platformCaller(bridge.url, FOUR_STEPS);
      const session = await platform.redeem(await platform.crmApiToken(), tokenIn(done));
      assert.equal(session.body.accessToken, undefined, 'nobody ticked “keep me logged in”');
    });

    test('“keep me logged in” of the first step holds to the end', async () => {
      const browser = newBrowser();
      const done = await browser.signUp({ email: newEmail(), password: PASSWORD, keepMeLoggedIn: 'true' });
      const platform = platformCaller(bridge.url, FOUR_STEPS);
      const session = await platform.redeem(await platform.crmApiToken(), tokenIn(done));
      assert.equal(typeof session.body.accessToken, 'string');
    });

    test('who puts it off is signed in without an account, and is asked again at every log-in until there is one', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      assert.equal((await browser.sendForm(await reach(browser, email), {}, LATER)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), []);
      const asked = await browser.logIn({ email, password: PASSWORD });
      assert.deepEqual([asked.status, fieldsIn(asked).step], [200, 'account']);
      assert.doesNotMatch(asked.text, /class="steps"/);
      assert.equal((await browser.sendForm(asked, {}, DEMO)).status, 303);
      assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(
        (await accountsOf(email)).map(({ environment }) => environment),
        ['demo'],
      );
    });

    test('row 4: pages of two log-ins, both sent, open one account', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const first = await reach(browser, email);
      const second = await browser.logIn({ email, password: PASSWORD });
      const answers = await Promise.all([
        browser.sendForm(first, {}, LIVE),
        browser.sendForm(second, {}, DEMO),
        browser.sendForm(second, {}, DEMO),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303, 303],
      );
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
      assert.equal((await accountsOf(email)).length, 1);
    });

    test('a choice that this white label does not offer opens nothing, and the page is shown again', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      let page = await reach(browser, email);
      const good = { offer: 'live-hedged', currency: 'EUR', leverage: '3000' };
      const europe = bridge.app.brokers.get(TWO_STEPS).accountOffers[0]?.id ?? 'other';
      const bad = [
        { ...good, offer: europe },
        { ...good, offer: '__proto__' },
        { ...good, currency: 'JPY' },
        { ...good, currency: 'eur' },
        { ...good, leverage: '50000' },
        { ...good, leverage: '3000.0' },
        { offer: 'live-hedged', currency: 'EUR' },
        { currency: 'EUR', leverage: '3000' },
      ];
      for (const choice of bad) {
        const { ticket = '', pending = '' } = fieldsIn(page);
        page = await browser.post({ ticket, pending, step: 'account', ...choice }, '?firstLogin=true');
        assert.equal(page.status, 400, JSON.stringify(choice));
        assert.match(wordsOf(page), /not offered any more/);
      }
      assert.deepEqual(await callsMade(bridge.simulator), []);
      assert.equal((await browser.sendForm(page, {}, LIVE)).status, 303, 'the page that came back works');
    });

    test('what the platform refuses, or cannot be reached for, is told, and can be tried again or put off', async () => {
      const refusal = { failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } };
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      await bridge.simulator.setFaults(refusal);
      const refused = await browser.sendForm(page, {}, LIVE);
      assert.equal(refused.status, 502);
      assert.match(wordsOf(refused), /Nothing was opened/);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3']);
      assert.equal((await browser.sendForm(refused, {}, LIVE)).status, 303);
      assert.equal((await accountsOf(email)).length, 1);
    });

    test('row 44: of a form that was refused and the one that came with the refusal, both sent, one opens an account', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } });
      const refused = await browser.sendForm(page, {}, LIVE);
      assert.equal((await browser.sendForm(page, {}, LIVE)).status, 303);
      assert.equal((await browser.sendForm(refused, {}, LIVE)).status, 303);
      assert.equal((await accountsOf(email)).length, 1);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.3', '3.4']);
    });

    test('row 44: when the answer of 3.3 is lost that is told, nothing is asked again, and the way into the app is open', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.3' } });
      const lost = await browser.sendForm(page, {}, LIVE);
      assert.equal(lost.status, 502);
      assert.match(wordsOf(lost), /cannot say yet whether it was opened/);
      assert.equal(lost.text.split('<form').length, 2, 'nothing but the way on');
      assert.equal((await browser.sendForm(page, {}, LIVE)).status, 502);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3']);
      assert.equal((await browser.sendForm(lost)).status, 303);
      assert.deepEqual(await accountsOf(email), []);
    });

    test('row 44: when 3.4 fails the trader gets in, and the next log-in links the account', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      await bridge.simulator.setFaults({ failNext: { call: '3.4', status: 500, times: 3 } });
      assert.equal((await browser.sendForm(page, {}, LIVE)).status, 303);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.4']);
      assert.equal((await tracesOf(bridge.simulator, email)).linkedLogins.length, 1);
    });

    test('row 33: the page ends after an hour, two minutes after it has signed in, and with the password', async () => {
      const email = newEmail();
      const browser = newBrowser();
      const page = await reach(browser, email);
      const later = { ...fieldsIn(page), step: 'account', later: 'true' };
      assert.equal((await browser.post(later)).status, 303);
      bridge.clock.advance(119_999);
      assert.equal((await browser.post(later)).status, 303);
      bridge.clock.advance(1);
      const over = await browser.post(later);
      assert.equal(over.status, 410);
      assert.match(over.text, /<h1>Log in<\/h1>/);
      const second = { ...fieldsIn(await browser.logIn({ email, password: PASSWORD })), later: 'true' };
      const user = await bridge.app.users.findByEmail(FOUR_STEPS, email);
      assert.ok(user);
      const broker = bridge.app.brokers.get(FOUR_STEPS);
      await bridge.app.users.changePassword(broker, user, 'Another-one-1', '198.51.100.250');
      assert.equal((await browser.post(second)).status, 410);
      const third = { ...fieldsIn(await browser.logIn({ email, password: 'Another-one-1' })), later: 'true' };
      bridge.clock.advance(3_600_000);
      assert.equal((await browser.post({ ...third, ticket: await browser.ticket() })).status, 410);
    });

    test('row 28: a sign-in that waits at one white label is nothing at another', async () => {
      const page = await reach(newBrowser(), newEmail());
      const europe = traderBrowser(bridge.url, { brokerName: TWO_STEPS });
      const ticket = ticketIn(await europe.open());
      const answer = await europe.post({ ...fieldsIn(page), ticket, later: 'true' });
      assert.equal(answer.status, 410);
      assert.equal((await europe.post({ ...fieldsIn(page), later: 'true' })).status, 403);
    });

    test('when nothing is offered any more the trader is signed in, also from a page that was open', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      await bridge.app.brokers.update(FOUR_STEPS, { accountOffers: [] });
      try {
        assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
        const gone = await browser.sendForm(page, {}, LIVE);
        assert.equal(gone.status, 400);
        assert.equal((await browser.sendForm(gone)).status, 303);
      } finally {
        await bridge.app.brokers.update(FOUR_STEPS, { accountOffers: SAMPLE_OFFERS });
      }
    });
  });
}
