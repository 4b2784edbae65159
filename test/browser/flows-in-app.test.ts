import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type AppInBrowser, openApp } from '../support/app-in-browser.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';
import { pngFile } from '../support/document-files.ts';
import { newEmail } from '../support/trader-browser.ts';
import { linkMailedTo } from './mail-link.ts';

const NEW_PASSWORD = 'A-new-password-1';
const LIVE = STAGE_TRADER.live;
describe('what a trader does inside the app', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  let app: AppInBrowser;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
  });
  after(() => stage.close());
  beforeEach(async () => {
    app = await openApp(browser, stage.simulator.url);
    await app.logIn();
    await stage.simulator.clearCalls();
  });
  afterEach(() => app.close());

  async function callNumbers(): Promise<string[]> {
    return (await stage.simulator.calls()).map(({ call }) => call).filter((call) => call !== '3.1');
  }

  test('6.3.4: a deposit with a second step raises the balance once, also when it is declined first', async () => {
    await app.open(`deposit-${LIVE}`);
    await app.send({ amount: '20.13' });
    await app.screen.locator('[role=alert]').waitFor();
    await app.send({ amount: '20.17' });
    await app.send({ code: '123456' });
    await app.returned();
    await app.shows(`change-${LIVE}`, '+20.17');
    assert.deepEqual(await callNumbers(), ['4.4', '3.5']);
  });

  test('6.3.5: a withdrawal lowers the balance', async () => {
    await app.open(`withdrawal-${LIVE}`);
    await app.send({ amount: '12.50' });
    await app.returned();
    await app.shows(`change-${LIVE}`, /^[-−]12\.50$/);
    const [call] = await stage.simulator.calls('3.5');
    assert.match(JSON.stringify(call?.response), /"balanceHistoryId":\d+/);
  });

  test('6.3.6: a new account is opened, linked, and shown by the app', async () => {
    const accounts = await app.page.locator('[data-testid^=account-]').count();
    await app.open('create-account');
    await app.screen.locator('form.offer [name=currency]').last().check();
    await app.screen.locator('form.offer button').last().click();
    await app.returned();
    assert.deepEqual(await callNumbers(), ['4.4', '3.3', '3.4']);
    await app.page.locator('[data-testid^=account-]').nth(accounts).waitFor();
  });

  test('identity: documents are handed in, and are in review from then on', async () => {
    await app.open('kyc');
    const files = app.screen.locator('input[type=file]');
    await files.first().waitFor();
    for (const file of await files.all()) {
      await file.setInputFiles({ name: 'scan.png', mimeType: 'image/png', buffer: pngFile() });
    }
    await app.send({});
    await app.returned();
    await app.open('kyc');
    await app.screen.locator('[role=status]').waitFor();
    assert.equal(await app.screen.locator('input[type=file]').count(), 0);
  });

  test('services lead to the deposit, with a token of their own', async () => {
    await app.open('action');
    await app.screen.locator(`button[value="deposit:${LIVE}"]`).click();
    await app.send({ amount: '15.00' });
    await app.returned();
    await app.shows(`change-${LIVE}`, '+15.00');
  });

  test('change of email: the link in the mail asks to confirm, then the platform knows (3.10)', async () => {
    const email = newEmail();
    await app.open('change-email');
    await app.send({ newEmail: email, currentPassword: STAGE_TRADER.password });
    await app.screen.locator('[role=status]').waitFor();
    const page = await app.context.newPage();
    await page.goto((await linkMailedTo(stage, email)).href);
    assert.deepEqual(await stage.simulator.calls('3.10'), []);
    await page.click('form button');
    await page.waitForSelector('[role=status]');
    const [call] = await stage.simulator.calls('3.10');
    assert.equal(call?.status, 204);
    assert.match(JSON.stringify(call.request), new RegExp(`"newEmail":"${email}"`));
    const other = await openApp(browser, stage.simulator.url);
    await other.logIn({ email });
    await other.close();
    await changeEmailBack(email);
  });

  /** For the tests that come after. */
  async function changeEmailBack(from: string): Promise<void> {
    const { email, password } = STAGE_TRADER;
    const again = await openApp(browser, stage.simulator.url);
    await again.logIn({ email: from });
    await again.open('change-email');
    await again.send({ newEmail: email, currentPassword: password });
    await again.screen.locator('[role=status]').waitFor();
    const page = await again.context.newPage();
    await page.goto((await linkMailedTo(stage, email)).href);
    await page.click('form button');
    await page.waitForSelector('[role=status]');
    await again.close();
  }

  test('change of password: the new one logs in, the old one does not', async () => {
    await app.open('change-password');
    await app.send({ currentPassword: STAGE_TRADER.password, newPassword: NEW_PASSWORD });
    await app.returned();
    const other = await openApp(browser, stage.simulator.url);
    await other.open('log-in');
    await other.send({ email: STAGE_TRADER.email, password: STAGE_TRADER.password });
    await other.screen.locator('[role=alert]').waitFor();
    await other.send({ password: NEW_PASSWORD });
    await other.page.getByTestId('trader-email').waitFor();
    await other.close();
  });
});
