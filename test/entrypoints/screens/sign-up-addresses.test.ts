import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { FOUR_STEPS, startFourStepBridge, TWO_STEPS } from '../../support/four-step-bridge.ts';
import { callsMade } from '../../support/platform-traces.ts';
import type { WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, send, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { backLinkIn, fieldsIn, formActionIn, switchLinkIn } from './read-page.ts';

const PASSWORD = 'A-long-enough-1';
const START = '?firstLogin=true';
const HOUR_MS = 3_600_000;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

const queryOf = ({ url }: PageAnswer) => new URL(url).search;
const parameterOf = (page: PageAnswer, name: string) => new URL(page.url).searchParams.get(name) ?? '';
const stepOf = (page: PageAnswer) => fieldsIn(page).step;

/** The links and the actions of a page, but those that stay on it in another language. */
function leadsOf({ text }: PageAnswer): string[] {
  return [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) =>
    String(address).replaceAll('&amp;', '&'),
  );
}

for (const { name, skip, open } of ENGINES) {
  describe(`the addresses of a sign-up’s steps on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startFourStepBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(() => bridge.simulator.clearCalls());

    let hosts = 0;
    const newBrowser = (brokerName = FOUR_STEPS) => {
      hosts += 1;
      return traderBrowser(bridge.url, { brokerName, address: `198.51.100.${hosts}` });
    };

    /** A sign-up at its second, third or fourth step. */
    async function reach(step: 'profile' | 'agreements' | 'account', query = START) {
      const [browser, email] = [newBrowser(), newEmail()];
      let page = await browser.sendForm(await browser.open(query), { email, password: PASSWORD });
      if (step !== 'profile') page = await browser.sendForm(page, { firstName: 'Ada', lastName: 'L' });
      if (step === 'account') page = await browser.sendForm(page);
      assert.equal(stepOf(page), step);
      return { browser, email, page };
    }

    test('a step that went well answers 303 to the same page, with every parameter, the step and an id', async () => {
      const browser = newBrowser();
      const asked = `${START}&lang=de&theme=dark&utm_source=a%26b&x=1&x=2`;
      const first = await browser.open(asked);
      const fields = { ...fieldsIn(first), email: newEmail(), password: PASSWORD, keepMeLoggedIn: 'true' };
      const sent = await send(new URL(formActionIn(first), first.url).href, {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams(fields).toString(),
      });
      assert.equal(sent.status, 303);
      assert.deepEqual([sent.headers['cache-control'], sent.headers['referrer-policy']], ['no-store', 'no-referrer']);
      const location = String(sent.headers.location);
      assert.match(location, /^\?/, 'it stays at this address, whatever stands before it');
      const parameters = new URLSearchParams(location);
      assert.match(parameters.get('signUp') ?? '', /^[\w-]{32}$/);
      assert.deepEqual([parameters.get('step'), parameters.get('eventName')], ['profile', 'signup_step_2']);
      for (const ours of ['signUp', 'step', 'eventName']) parameters.delete(ours);
      assert.deepEqual([...parameters], [...new URLSearchParams(asked)]);
      const next = await browser.open(location);
      assert.deepEqual([next.status, stepOf(next)], [200, 'profile']);
    });

    test('every step can be loaded again, shows what was typed, never a password, and goes on', async () => {
      const { browser, email, page } = await reach('profile');
      assert.deepEqual([stepOf(await browser.open(queryOf(page))), fieldsIn(page).firstName], ['profile', '']);
      const agreements = await browser.sendForm(await browser.open(queryOf(page)), { firstName: 'Ada' });
      const again = await browser.open(queryOf(page));
      assert.deepEqual([stepOf(again), fieldsIn(again).firstName], ['profile', 'Ada']);
      const account = await browser.sendForm(await browser.open(queryOf(agreements)));
      for (const _ of [1, 2]) assert.equal(stepOf(await browser.open(queryOf(account))), 'account');
      const calls = await callsMade(bridge.simulator);
      assert.equal((await browser.sendForm(await browser.open(queryOf(account)))).status, 303);
      assert.deepEqual([...calls, '3.3', '3.4'], await callsMade(bridge.simulator));
      assert.ok(await bridge.app.users.findByEmail(FOUR_STEPS, email));
      for (const { text } of [page, agreements, account]) assert.ok(!text.includes(PASSWORD));
    });

    test('without a step, or with a strange one, the address shows where the sign-up stands', async () => {
      const { browser, page } = await reach('profile');
      const at = (more: string) => browser.open(`${START}&signUp=${parameterOf(page, 'signUp')}${more}`);
      for (const more of ['', '&step=agreements', '&step=account', '&step=', '&step=x', '&step=profile&step=x']) {
        assert.equal(stepOf(await at(more)), 'profile', `${more} leads nowhere ahead`);
      }
      await browser.sendForm(page, { firstName: 'Ada' });
      for (const more of ['', '&step=agreements', '&step=account', '&step=x']) {
        assert.equal(stepOf(await at(more)), 'agreements', more);
      }
      assert.equal(stepOf(await at('&step=profile')), 'profile');
      assert.equal(stepOf(await at('&step=credentials')), 'credentials');
    });

    test('“Back” is a link to the step before; an agreement opens in the same frame and is not told from where', async () => {
      const { browser, email, page } = await reach('agreements');
      assert.doesNotMatch(page.text, /target=|name="back"/);
      const documents = [...page.text.matchAll(/<a href="https:[^>]*>/g)].map(String);
      assert.ok(documents.length > 0);
      for (const link of documents) assert.match(link, /^<a href="[^"]*" rel="noreferrer">$/);
      const profile = await browser.open(backLinkIn(page));
      assert.deepEqual([stepOf(profile), fieldsIn(profile).firstName], ['profile', 'Ada']);
      const first = await browser.open(backLinkIn(profile));
      assert.deepEqual([stepOf(first), fieldsIn(first).email, fieldsIn(first).password], ['credentials', email, '']);
    });

    test('the id is led to no other page: not by form, log-in, reset, or return; a language stays with the step', async () => {
      const { browser, page } = await reach('profile', `${START}&utm_source=a`);
      const id = parameterOf(page, 'signUp');
      assert.equal(switchLinkIn(page), '?firstLogin=false&utm_source=a');
      const stays = leadsOf(page).filter((address) => address.includes(id));
      assert.ok(stays.length >= 2 && stays.every((address) => address.startsWith('?')));
      const german = stays.find((address) => address.includes('lang=de')) ?? '';
      const inGerman = await browser.open(german);
      assert.deepEqual([inGerman.status, stepOf(inGerman)], [200, 'profile']);
      assert.match(inGerman.text, /<html lang="de"/);
      assert.ok(!formActionIn(page).includes(id));
      const logIn = await browser.open(`?signUp=${id}&step=profile`);
      assert.ok(leadsOf(logIn).every((address) => /[?&]lang=/.test(address) || !address.includes(id)));
      const account = await browser.sendForm(await browser.sendForm(page));
      const held = parameterOf(account, 'signIn');
      assert.match(held, /^[\w-]{32}$/);
      assert.equal(parameterOf(account, 'signUp'), '');
      const actions = leadsOf(account).filter((address) => !/[?&]lang=/.test(address));
      assert.ok(actions.every((address) => !address.includes(held) && !address.includes(id)));
      const done = await browser.sendForm(account);
      assert.match(String(done.headers.location), /\/callback\/success\?token=ot_[\w-]+$/);
    });

    test('row 7: HEAD and prefetch of a step change nothing, however often', async () => {
      const { browser, page } = await reach('account');
      const profile = await reach('profile');
      for (const step of [page, profile.page]) {
        const head = await send(step.url, { method: 'HEAD' });
        assert.deepEqual([head.status, head.text], [200, '']);
        for (const headers of [{ 'Sec-Purpose': 'prefetch' }, { Purpose: 'prefetch' }, { 'X-Moz': 'prefetch' }]) {
          assert.equal((await send(step.url, { headers })).status, 200);
        }
      }
      const calls = await callsMade(bridge.simulator);
      assert.ok(!calls.includes('3.3'), 'no account is opened by looking');
      assert.equal(stepOf(await profile.browser.sendForm(profile.page)), 'agreements');
      assert.equal((await browser.sendForm(page)).status, 303);
    });

    test('an id that is unknown, cut, twice, or of another kind shows the first step, and says so kindly', async () => {
      const { browser, email, page } = await reach('profile');
      const id = parameterOf(page, 'signUp');
      const held = parameterOf((await reach('account')).page, 'signIn');
      for (const wrong of ['', 'x'.repeat(32), id.slice(1), `${id}x`, `${id}&signUp=${id}`, held, '%00', '../..']) {
        const answer = await browser.open(`${START}&signUp=${wrong}&step=profile`);
        assert.deepEqual([answer.status, stepOf(answer), fieldsIn(answer).pending], [410, 'credentials', undefined]);
        assert.match(wordsOf(answer), /enter your details once more/);
        assert.ok(!answer.text.includes(email));
      }
      for (const wrong of ['', id, 'x'.repeat(32), `${held}&signIn=${held}`]) {
        const answer = await browser.open(`?signIn=${wrong}`);
        assert.equal(answer.status, 410);
        assert.match(answer.text, /<h1>Log in<\/h1>[\s\S]*Please log in again/);
      }
      const anew = await browser.open(`${START}&signUp=${'x'.repeat(32)}`);
      assert.equal(stepOf(await browser.sendForm(anew, { email, password: PASSWORD })), 'profile');
    });

    test('row 28: the id of another white label shows nothing, and is not spent', async () => {
      const { browser, email, page } = await reach('profile');
      const { page: account } = await reach('account');
      const europe = newBrowser(TWO_STEPS);
      const foreign = await europe.open(queryOf(page));
      assert.deepEqual([foreign.status, stepOf(foreign)], [410, 'credentials']);
      assert.ok(!foreign.text.includes(email));
      const foreignAccount = await europe.open(queryOf(account));
      assert.deepEqual([foreignAccount.status, /class="offer"/.test(foreignAccount.text)], [410, false]);
      assert.equal(stepOf(await browser.open(queryOf(page))), 'profile');
    });

    test('row 33: what has signed in, or is an hour old, is not shown any more', async () => {
      const { browser, email, page } = await reach('agreements');
      const account = await browser.sendForm(page);
      const over = await browser.open(queryOf(page));
      assert.deepEqual([over.status, stepOf(over)], [410, 'credentials']);
      assert.ok(!over.text.includes(email));
      assert.equal((await browser.sendForm(account)).status, 303);
      assert.equal((await browser.open(queryOf(account))).status, 410);
      const other = await reach('profile');
      bridge.clock.advance(HOUR_MS);
      assert.equal((await other.browser.open(queryOf(other.page))).status, 410);
    });

    test('row 49: an id that stands in an address is in no log line and in no page of a fault', async () => {
      const { browser, page } = await reach('profile');
      const account = await browser.sendForm(await browser.sendForm(page, { firstName: 'Ada' }));
      const ids = [parameterOf(page, 'signUp'), parameterOf(account, 'signIn')];
      const answers = [
        await browser.open(queryOf(page)),
        await send(page.url.replace(FOUR_STEPS, 'nobody')),
        await send(page.url.replace('/auth/login', '/auth/nothing')),
        await send(page.url, { method: 'PUT' }),
        await send(account.url.replace(FOUR_STEPS, TWO_STEPS)),
      ];
      await send(account.url, { headers: { Referer: account.url } });
      const log = bridge.logLines.join('');
      for (const id of ids) {
        assert.ok(id.length === 32 && !log.includes(id));
        for (const answer of answers) {
          assert.ok(answer.status >= 400);
          assert.ok(!answer.text.includes(id));
        }
      }
    });
  });
}
