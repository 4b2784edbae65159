import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type AppInBrowser, openApp } from '../support/app-in-browser.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';
import { newEmail } from '../support/trader-browser.ts';
import { seedAllSteps } from './seed-all-steps.ts';

const NEW_PASSWORD = 'A-new-password-1';
const STEPS_BROKER = 'financialhouse_main';

describe('signing up, in and out', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  let app: AppInBrowser;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage({ seed: seedAllSteps(STEPS_BROKER) })]);
  });
  after(() => stage.close());
  beforeEach(async () => {
    await stage.simulator.clearCalls();
    app = await openApp(browser, stage.simulator.url);
  });
  afterEach(() => app.close());

  async function callNumbers(): Promise<string[]> {
    return (await stage.simulator.calls()).map(({ call }) => call);
  }

  test('6.3.1, 6.3.3: sign-up through every step, attributed to the partner; 4.3 after closing and reopening', async () => {
    await app.choose('broker', STEPS_BROKER);
    await app.choose('partnerId', 'partner-7');
    const email = newEmail();
    await app.open('sign-up');
    await app.screen.locator('[name=keepMeLoggedIn]').check();
    await app.send({ email, password: NEW_PASSWORD });
    await app.send({ firstName: 'Ada', lastName: 'Lovelace' });
    await app.screen.locator('[type=checkbox]').check();
    await app.send({});
    await app.screen.locator('form.offer button').first().click();
    await app.page.getByTestId('trader-email').waitFor();
    assert.equal(await app.text('trader-email'), email);

    const calls = await callNumbers();
    const places = ['3.2', '3.3', '3.4', '4.2'].map((call) => calls.indexOf(call));
    assert.deepEqual(
      places,
      places.filter((place) => place >= 0).sort((left, right) => left - right),
      calls.join(),
    );
    assert.ok(calls.includes('3.13'), 'the agreement is told to the platform');
    const { users } = await stage.simulator.state();
    assert.equal(users.find((user) => user.email === email)?.partnerId, 'partner-7');

    await app.open('reopen');
    await app.page.getByTestId('notice').waitFor();
    await app.shows('trader-email', email);
    assert.equal((await callNumbers()).at(-1), '4.3');
  });

  test('6.3.2: without keep me logged in, the reopened app asks for the log-in', async () => {
    await app.logIn();
    await app.open('reopen');
    await app.page.getByTestId('log-in').waitFor();
    assert.ok(!(await callNumbers()).includes('4.3'));
  });

  test('flow 8: logged out by the app (4.5), the app asks for the log-in again', async () => {
    await app.logIn({ keepMeLoggedIn: true });
    await app.open('log-out');
    await app.page.getByTestId('log-in').waitFor();
    const [loggedOut] = await stage.simulator.calls('4.5');
    assert.equal(loggedOut?.status, 204);
  });

  test('6.3.7: log-in and sign-up lead to each other, and keep what the address said', async () => {
    await app.choose('theme', 'dark');
    await app.choose('lang', 'de');
    await app.open('log-in');
    for (const kind of ['sign-up', 'log-in'] as const) {
      await app.screen.locator(`a[href*="firstLogin=${kind === 'sign-up'}"]`).click();
      await app.screen.locator(`[autocomplete=${kind === 'sign-up' ? 'new' : 'current'}-password]`).waitFor();
      const html = app.screen.locator('html');
      assert.deepEqual([await html.getAttribute('lang'), await html.getAttribute('data-theme')], ['de', 'dark']);
    }
  });

  test('row 15: a sign-up without script can be loaded again, gone back in, and left for an agreement and come back to', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.route('https://broker.example/**', (route) => route.fulfill({ body: 'The terms' }));
    const send = () => page.locator('form[method=post] button').first().click();
    const is = (step: string) => page.waitForSelector(`[name=step][value=${step}]`, { state: 'attached' });
    const email = newEmail();
    await page.goto(stage.address('/auth/login', { firstLogin: 'true' }, STEPS_BROKER));
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', NEW_PASSWORD);
    await send();
    await is('profile');
    await page.reload();
    await page.fill('[name=firstName]', 'Ada');
    await page.fill('[name=lastName]', 'Lovelace');
    await send();
    await is('agreements');
    await page.reload();
    await page.click('label a');
    await page.waitForURL('https://broker.example/**');
    await page.goBack();
    await is('agreements');
    await page.goBack();
    await is('profile');
    assert.equal(await page.inputValue('[name=firstName]'), 'Ada');
    await page.goForward();
    await is('agreements');
    await page.click('a.quiet');
    await is('profile');
    await page.click('a.quiet');
    await is('credentials');
    assert.equal(await page.inputValue('[name=email]'), email);
    assert.equal(await page.inputValue('[name=password]'), '');
    await page.fill('[name=password]', NEW_PASSWORD);
    await send();
    await is('profile');
    assert.equal(await page.inputValue('[name=firstName]'), 'Ada');
    await send();
    await is('agreements');
    await page.check('[type=checkbox]');
    await send();
    await page.waitForSelector('form.offer');
    await page.reload();
    await page.locator('form.offer button').first().click();
    await page.waitForURL(`${stage.successUrl}?token=*`);
    assert.equal(context.pages().length, 1, 'no window was opened');
    await context.close();
  });

  test('row 15: no script is needed to log in, to mistype and to go on', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(stage.address('/auth/login'));
    await page.fill('[name=email]', STAGE_TRADER.email);
    await page.fill('[name=password]', 'not the password');
    await page.click('form button');
    await page.waitForSelector('[role=alert]');
    assert.equal(await page.inputValue('[name=email]'), STAGE_TRADER.email);
    assert.equal(await page.inputValue('[name=password]'), '');
    await page.fill('[name=password]', STAGE_TRADER.password);
    await page.click('form button');
    await page.waitForURL(`${stage.successUrl}?token=*`);
    await context.close();
  });
});
