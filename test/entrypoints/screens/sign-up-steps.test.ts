import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { FOUR_STEPS, startFourStepBridge, TWO_STEPS } from '../../support/four-step-bridge.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import type { WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, ticketIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { backLinkIn, fieldsIn, switchLinkIn } from './read-page.ts';

const PASSWORD = 'A-long-enough-1';
const START = '?firstLogin=true';
const HOUR_MS = 3_600_000;

/** The step that a page asks for, by its hidden field. */
const stepOf = (page: PageAnswer) => fieldsIn(page).step;
const pendingOf = (page: PageAnswer) => fieldsIn(page).pending ?? '';

for (const { name, skip, open } of ENGINES) {
  describe(`the steps of a sign-up on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startFourStepBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    /** Of an address that no other test uses: sign-ups are counted by it. */
    let hosts = 0;
    const newBrowser = (brokerName = FOUR_STEPS) => {
      hosts += 1;
      return traderBrowser(bridge.url, { brokerName, address: `198.51.100.${hosts}` });
    };
    const userOf = (email: string, brokerName = FOUR_STEPS) => bridge.app.users.findByEmail(brokerName, email);

    test('credentials, profile, agreements, account: each step in turn, and the calls in the contract’s order', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const credentials = await browser.open(START);
      assert.match(credentials.text, /<li aria-current="step">Log-in<\/li>/);
      const profile = await browser.sendForm(credentials, { email, password: PASSWORD });
      assert.deepEqual([profile.status, stepOf(profile)], [200, 'profile']);
      assert.match(profile.text, /<li class="done">Log-in<\/li>\s*<li aria-current="step">About you<\/li>/);
      const agreements = await browser.sendForm(profile, { firstName: ' Ada ', lastName: 'Lovelace' });
      assert.deepEqual([agreements.status, stepOf(agreements)], [200, 'agreements']);
      assert.equal(await userOf(email), undefined, 'nobody is made before the agreements are through');
      assert.deepEqual(await callsMade(bridge.simulator), []);
      const account = await browser.sendForm(agreements);
      assert.deepEqual([account.status, stepOf(account)], [200, 'account']);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.13']);
      const done = await browser.sendForm(account, {}, 1);
      assert.equal(done.status, 303);
      assert.match(String(done.headers.location), /\?token=ot_/);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.13', '3.3', '3.4']);
      const user = await userOf(email);
      assert.deepEqual([user?.firstName, user?.lastName], ['Ada', 'Lovelace']);
      assert.equal((await tracesOf(bridge.simulator, email)).linkedLogins.length, 1);
    });

    test('a white label without agreements and with a first account of its own has two steps', async () => {
      const [browser, email] = [newBrowser(TWO_STEPS), newEmail()];
      const profile = await browser.sendForm(await browser.open(START), { email, password: PASSWORD });
      assert.doesNotMatch(profile.text, />Terms<|>Account</);
      assert.equal((await browser.sendForm(profile)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.3', '3.4']);
    });

    test('every parameter survives every step, and each form names its step for the white label’s analytics', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const asked = 'lang=de&theme=dark&source=iOS&partnerId=p-1&utm_source=news&gclid=g&x=y';
      let page = await browser.open(`${START}&${asked}`);
      for (const number of [1, 2, 3, 4]) {
        const action = /<form[^>]* action="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
        const parameters = new URLSearchParams(action);
        assert.equal(parameters.get('eventName'), `signup_step_${number}`);
        parameters.delete('eventName');
        assert.equal(String(parameters), `firstLogin=true&${asked}`);
        assert.match(page.text, /<html lang="de" dir="ltr" data-theme="dark">/);
        page = await browser.sendForm(page, { email, password: PASSWORD });
      }
      assert.equal(page.status, 303);
      const user = await userOf(email);
      assert.deepEqual(user?.attribution.marketing, { utm_source: 'news', gclid: 'g' });
      assert.deepEqual([user?.attribution.partnerId, user?.preferredLanguage], ['p-1', 'de']);
      assert.equal((await tracesOf(bridge.simulator, email)).partnerId, 'p-1');
    });

    test('6.3.7: the links between log-in and sign-up work both ways, and leave our step names behind', async () => {
      const browser = newBrowser();
      const profile = await browser.sendForm(await browser.open(`${START}&utm_source=a`), {
        ...{ email: newEmail(), password: PASSWORD },
      });
      assert.equal(switchLinkIn(profile), '?firstLogin=false&utm_source=a');
      const logIn = await browser.open(switchLinkIn(profile));
      assert.equal(switchLinkIn(logIn), '?firstLogin=true&utm_source=a');
      assert.equal(stepOf(await browser.open(switchLinkIn(logIn))), 'credentials');
      const named = await browser.open('?firstLogin=false&eventName=deposit_initiated');
      assert.equal(switchLinkIn(named), '?firstLogin=true&eventName=deposit_initiated');
    });

    test('“Back” leads back a step, and what was typed is still there, but for the password', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const credentials = { email, password: PASSWORD, keepMeLoggedIn: 'true' };
      const profile = await browser.sendForm(await browser.open(START), credentials);
      const agreements = await browser.sendForm(profile, { firstName: 'Ada', lastName: 'L' });
      const back = await browser.open(backLinkIn(agreements));
      assert.deepEqual([stepOf(back), fieldsIn(back).firstName, fieldsIn(back).lastName], ['profile', 'Ada', 'L']);
      const changed = await browser.sendForm(back, { firstName: 'Grace' });
      const first = await browser.open(backLinkIn(await browser.open(backLinkIn(changed))));
      const shown = fieldsIn(first);
      assert.deepEqual([shown.step, shown.email, shown.keepMeLoggedIn], ['credentials', email, 'true']);
      assert.equal(shown.password, '');
      const mistyped = await browser.sendForm(first, { email: 'x', password: '' });
      assert.equal(mistyped.status, 400);
      const other = newEmail();
      const again = await browser.sendForm(mistyped, { email: other, password: 'Another-one-1' });
      assert.deepEqual([fieldsIn(again).firstName, fieldsIn(again).lastName], ['Grace', 'L']);
      await browser.sendForm(await browser.sendForm(again));
      assert.equal(await userOf(email), undefined);
      assert.equal((await userOf(other))?.firstName, 'Grace');
    });

    test('a second click on any step is harmless', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const twice = async (page: PageAnswer, typed = {}, index = 0) => {
        const [, last] = await Promise.all([
          browser.sendForm(page, typed, index),
          browser.sendForm(page, typed, index),
        ]);
        return last;
      };
      const profile = await twice(await browser.open(START), { email, password: PASSWORD });
      const agreements = await twice(profile, { firstName: 'Ada' });
      const account = await twice(agreements);
      const done = await twice(account);
      assert.equal(done.status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.13', '3.3', '3.4']);
      assert.equal((await browser.sendForm(account)).status, 303, 'and so is a third one');
      const { userIds, linkedLogins } = await tracesOf(bridge.simulator, email);
      assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
    });

    test('a page that was open for more than an hour asks for the first step again', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const profile = await browser.sendForm(await browser.open(START), { email, password: PASSWORD });
      bridge.clock.advance(HOUR_MS - 1);
      const agreements = await browser.sendForm(profile, { firstName: 'Ada' });
      assert.equal(stepOf(agreements), 'agreements');
      bridge.clock.advance(1);
      const late = await browser.sendForm(agreements);
      assert.deepEqual([late.status, stepOf(late), pendingOf(late)], [410, 'credentials', '']);
      assert.match(wordsOf(late), /open for too long/);
      const expired = await browser.sendForm(profile, { firstName: 'Ada' });
      assert.deepEqual([expired.status, stepOf(expired), fieldsIn(expired).firstName], [403, 'profile', 'Ada']);
      assert.equal(await userOf(email), undefined);
    });

    test('after it has signed in the last form signs in nobody any more, and never with an older password', async () => {
      const [browser, email] = [newBrowser(TWO_STEPS), newEmail()];
      const profile = await browser.sendForm(await browser.open(START), { email, password: PASSWORD });
      assert.equal((await browser.sendForm(profile)).status, 303);
      assert.equal((await browser.sendForm(profile)).status, 303);
      const user = await userOf(email, TWO_STEPS);
      assert.ok(user);
      const broker = bridge.app.brokers.get(TWO_STEPS);
      await bridge.app.users.changePassword(broker, user, 'Another-one-1', '198.51.100.250');
      assert.equal((await browser.sendForm(profile)).status, 409);
      bridge.clock.advance(120_000);
      assert.equal((await browser.sendForm(profile)).status, 410);
    });

    test('row 28: what was entered at one white label is nothing at another, and a ticket of one neither', async () => {
      const email = newEmail();
      const [main, europe] = [newBrowser(), newBrowser(TWO_STEPS)];
      const profile = await main.sendForm(await main.open(START), { email, password: PASSWORD });
      const foreign = await europe.post({ ...fieldsIn(profile), ticket: await europe.ticket() }, START);
      assert.deepEqual([foreign.status, stepOf(foreign)], [410, 'credentials']);
      assert.equal((await europe.post(fieldsIn(profile), START)).status, 403);
      assert.equal(await userOf(email, TWO_STEPS), undefined);
      assert.equal(stepOf(await main.sendForm(profile)), 'agreements', 'and nothing was spent');
    });

    test('an id that was made up, cut, or is another kind’s goes on with nothing', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const profile = await browser.sendForm(await browser.open(START), { email, password: PASSWORD });
      const pending = pendingOf(profile);
      const ticket = ticketIn(profile);
      for (const wrong of ['', 'x'.repeat(32), pending.slice(1), `${pending}x`, '../..', '\0', ticket, '[]']) {
        for (const step of ['profile', 'agreements']) {
          const answer = await browser.post({ ticket, step, pending: wrong, firstName: 'Eve' }, START);
          assert.deepEqual([answer.status, stepOf(answer)], [410, 'credentials'], `${step} ${wrong}`);
        }
        const account = await browser.post({ ticket, step: 'account', pending: wrong, later: 'true' }, START);
        assert.equal(account.status, 410);
        assert.match(wordsOf(account), /Please log in again/);
      }
      const asAccount = await browser.post({ ticket, step: 'account', pending, later: 'true' }, START);
      assert.equal(asAccount.status, 410, 'a sign-up is no sign-in');
      const skipped = await browser.post({ ticket, step: 'agreements', pending }, START);
      assert.deepEqual([skipped.status, stepOf(skipped)], [200, 'profile'], 'no step is left out');
      assert.equal(await userOf(email), undefined);
    });

    test('who has the address by now keeps it: the sign-up that comes later is refused', async () => {
      const email = newEmail();
      const [first, second] = [newBrowser(TWO_STEPS), newBrowser(TWO_STEPS)];
      const slow = await first.sendForm(await first.open(START), { email, password: PASSWORD });
      assert.equal((await second.signUp({ email, password: 'Another-one-1', firstName: 'Grace' })).status, 303);
      const refused = await first.sendForm(slow, { firstName: 'Ada' });
      assert.deepEqual([refused.status, stepOf(refused)], [409, 'credentials']);
      assert.equal((await userOf(email, TWO_STEPS))?.firstName, 'Grace');
    });

    test('row 44: a platform that fails at the last step is told of, and the same click goes on when it is back', async () => {
      for (const faults of [{ failNext: { call: '3.2', status: 500 } }, { dropAnswer: { call: '3.2' } }]) {
        const [browser, email] = [newBrowser(TWO_STEPS), newEmail()];
        const profile = await browser.sendForm(await browser.open(START), { email, password: PASSWORD });
        await bridge.simulator.setFaults(faults);
        const failed = await browser.sendForm(profile, { firstName: 'Ada' });
        assert.deepEqual([failed.status, stepOf(failed), fieldsIn(failed).firstName], [503, 'profile', 'Ada']);
        await bridge.simulator.clearFaults();
        assert.equal((await browser.sendForm(failed)).status, 303);
        const { userIds, linkedLogins } = await tracesOf(bridge.simulator, email);
        assert.deepEqual([userIds.length, linkedLogins.length], [1, 1]);
      }
    });

    test('row 49: neither password nor pending id is written to a log', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const password = 'Canary-of-the-steps-1';
      const profile = await browser.sendForm(await browser.open(START), { email, password });
      const account = await browser.sendForm(await browser.sendForm(profile));
      await browser.sendForm(account);
      const log = bridge.logLines.join('');
      for (const secret of [password, pendingOf(profile), pendingOf(account)]) {
        assert.ok(secret.length > 8 && !log.includes(secret));
      }
    });
  });
}
