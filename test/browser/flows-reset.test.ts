import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openApp } from '../support/app-in-browser.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';
import { linkMailedTo } from './mail-link.ts';

const NEW_PASSWORD = 'A-new-password-1';

describe('a forgotten password', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
  });
  after(() => stage.close());

  test('6.3.9: the link from the mail takes a new password and signs in; it works once', async () => {
    const app = await openApp(browser, stage.simulator.url);
    await app.open('log-in');
    await app.screen.locator('a[href*="reset-password"]').click();
    await app.send({ email: STAGE_TRADER.email });
    await app.screen.locator('[role=status]').waitFor();

    // The mail is read in the same browser, outside of the app's frame.
    const link = await linkMailedTo(stage, STAGE_TRADER.email);
    const page = await app.context.newPage();
    await page.goto(link.href);
    await page.reload();
    await page.fill('[name=password]', NEW_PASSWORD);
    await page.click('form[method=post] button');
    await page.waitForURL(`${stage.successUrl}**`);
    const [redeemed] = await stage.simulator.calls('4.2');
    assert.equal(redeemed?.status, 200);

    await page.goto(link.href);
    assert.equal(await page.locator('[name=password]').count(), 0);
    await page.locator('[role=alert]').waitFor();
    await app.close();
    const again = await openApp(browser, stage.simulator.url);
    await again.logIn({ password: NEW_PASSWORD });
    await again.close();
  });
});
