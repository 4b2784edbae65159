import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseHtmlForms } from '../../../../src/conformance/html-form.ts';
import { ENGINES } from '../../../support/engines.ts';
import { linkIn, mailTo } from '../../../support/reset-browser.ts';
import { newEmail, type PageAnswer, wordsOf } from '../../../support/trader-browser.ts';
import {
  type AppStage,
  callbackOf,
  formActionOf,
  headingOf,
  startAppStage,
  TRADER,
  valueOfField,
} from './app-stage.ts';

for (const { name, skip, open } of ENGINES) {
  describe(`logging in to an app on ${name}`, { skip }, () => {
    let stage: AppStage;
    before(async () => {
      stage = await startAppStage(await open());
    });
    after(() => stage?.close());

    const cancelIndex = (page: PageAnswer) =>
      parseHtmlForms(page.text).findIndex(({ fields }) => fields.some(({ value }) => value === 'refuse'));

    test('the form says to which app, in the language asked for, and may end there and nowhere else', async () => {
      const browser = stage.newBrowser();
      const page = await browser.open(stage.authorize({ ui_locales: 'de-AT en' }));
      assert.equal(page.status, 200);
      assert.equal(headingOf(page), 'Anmelden bei Own app');
      assert.match(page.text, /<html lang="de"/);
      const allowed = formActionOf(page).split(' ');
      assert.deepEqual(allowed.sort(), ["'self'", 'https://app.example', stage.simulator.url, stage.url].sort());
      assert.doesNotMatch(page.text, /keepMeLoggedIn/);
    });

    test('the email address that the app expects stands in the form, and no markup of it', async () => {
      const page = await stage.newBrowser().open(stage.authorize({ login_hint: 'ada@example.com' }));
      assert.equal(valueOfField(page, 'email'), 'ada@example.com');
      const evil = await stage.newBrowser().open(stage.authorize({ login_hint: '"><b>x</b>' }));
      assert.doesNotMatch(evil.text, /<b>x/);
    });

    test('row 21: right credentials lead back to the app by 303, with no one-time token and no cookie of ours', async () => {
      const browser = stage.newBrowser();
      const page = await browser.open(stage.authorize());
      const before = [...browser.cookies.keys()];
      assert.equal(before.filter((one) => one.includes('session')).length, 0);
      const left = await browser.send(page, TRADER);
      assert.equal(callbackOf(left).get('state'), 'the-state');
      assert.equal(callbackOf(left).get('token'), null);
      assert.equal((await stage.claimsOf(left.url)).email, TRADER.email);
      assert.equal([...browser.cookies.keys()].filter((one) => one.includes('session')).length, 1);
    });

    test('a wrong password is answered with the form again, for the same app, and the next try is good', async () => {
      const browser = stage.newBrowser();
      const page = await browser.send(await browser.open(stage.authorize()), { ...TRADER, password: 'wrong' });
      assert.equal(page.status, 401);
      assert.equal(headingOf(page), 'Log in to Own app');
      assert.match(formActionOf(page), /https:\/\/app\.example/);
      assert.ok(callbackOf(await browser.send(page, TRADER)).get('code'));
    });

    test('“Cancel” leads back to the app without a code', async () => {
      const browser = stage.newBrowser();
      const page = await browser.open(stage.authorize());
      const left = callbackOf(await browser.send(page, {}, { index: cancelIndex(page) }));
      assert.deepEqual([left.get('error'), left.get('code'), left.get('state')], ['access_denied', null, 'the-state']);
    });

    test('a sign-up on the way ends at the app', async () => {
      const browser = stage.newBrowser();
      const email = newEmail();
      const logIn = await browser.open(stage.authorize());
      const link = /<p class="switch">[\s\S]*?href="([^"]*)"/.exec(logIn.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      let page = await browser.open(new URL(link, logIn.url));
      const typed = { email, password: 'A-long-enough-1', firstName: 'Ada', lastName: 'King' };
      for (let steps = 0; steps < 4 && page.status === 200 && page.url.startsWith(stage.url); steps += 1) {
        assert.match(formActionOf(page), /https:\/\/app\.example/);
        page = await browser.send(page, typed);
      }
      assert.ok(callbackOf(page).get('code'));
      assert.equal((await stage.claimsOf(page.url)).email, email);
    });

    test('a forgotten password ends at the app, in the browser in which it was begun', async () => {
      await stage.simulator.clearMails();
      const { email, browser, page } = await newTrader(stage);
      const reset = /<p class="forgot"><a href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      await browser.send(await browser.open(new URL(reset, page.url)), { email });
      const link = await resetLinkTo(stage, email);
      const held = await browser.send(await browser.open(link), { password: 'Another-Password-1' });
      assert.equal(headingOf(held), 'Continue to Own app?');
      assert.match(held.text, new RegExp(`Continue as ${email}`));
      const left = await browser.send(held);
      assert.equal((await stage.claimsOf(left.url)).email, email);
      const again = await browser.open(held.url);
      assert.equal(again.status, 410, 'the request is over');
    });

    test('the link of a forgotten password in another browser changes the password, and says where to go on', async () => {
      await stage.simulator.clearMails();
      const { email, browser, page } = await newTrader(stage);
      const reset = /<p class="forgot"><a href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      await browser.send(await browser.open(new URL(reset, page.url)), { email });
      const other = stage.newBrowser();
      const link = await resetLinkTo(stage, email);
      const refused = await other.send(await other.open(link), { password: 'Another-Password-2' });
      assert.equal(refused.status, 410);
      assert.match(wordsOf(refused), /Go back to the app and start again/);
      const left = await browser.send(await browser.open(page.url), { email, password: 'Another-Password-2' });
      assert.ok(callbackOf(left).get('code'));
    });

    test('a second click on the form is harmless: the app gets one code that works', async () => {
      const browser = stage.newBrowser();
      const page = await browser.open(stage.authorize());
      const answers = await Promise.all([browser.send(page, TRADER), browser.send(page, TRADER)]);
      const codes = answers.filter(({ url }) => url.includes('code='));
      assert.ok(codes.length >= 1, answers.map(({ url, status }) => `${status} ${url}`).join());
      assert.ok(answers.every(({ status }) => status < 500));
    });

    test('a request that is answered is over: the page says so and can be closed', async () => {
      const browser = stage.newBrowser();
      const page = await browser.open(stage.authorize());
      await browser.send(page, TRADER);
      const again = await browser.open(page.url);
      assert.equal(again.status, 410);
      assert.match(again.text, /class="close"/);
    });
  });
}

/** Signs somebody up who then begins to log in to the app in a browser of their own. */
async function newTrader(stage: AppStage) {
  const email = newEmail();
  const fresh = stage.newBrowser();
  let page = await fresh.open(stage.screen('/auth/login?firstLogin=true'));
  const typed = { email, password: 'A-long-enough-1', firstName: 'Ada', lastName: 'King' };
  while (page.url.startsWith(stage.url) && page.status === 200) page = await fresh.send(page, typed);
  const browser = stage.newBrowser();
  return { email, browser, page: await browser.open(stage.authorize()) };
}

/** Of the two mails that a new trader gets. */
async function resetLinkTo(stage: AppStage, email: string): Promise<URL> {
  await mailTo(stage, email, 2);
  const mails = (await stage.simulator.mails()).filter(({ to }) => to.includes(email));
  const link = mails.map(linkIn).find(({ searchParams }) => searchParams.has('token'));
  assert.ok(link, 'no link');
  return link;
}
