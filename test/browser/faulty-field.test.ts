import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, startBrowserStage } from '../support/browser-stage.ts';

describe('a field that has to be mended', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
  });
  after(() => stage.close());

  /** How far the page moved under the trader's eyes. */
  const shiftOf = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const seen = (list: PerformanceObserverEntryList) =>
            list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0);
          new PerformanceObserver((list) => resolve(seen(list))).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        }),
    );

  for (const viewport of [
    { width: 360, height: 640 },
    { width: 1280, height: 720 },
  ]) {
    test(`has the cursor in it, and nothing moves for that, at ${viewport.width} pixels`, async () => {
      const page = await browser.newPage({ viewport });
      await page.goto(stage.address('/auth/login', { firstLogin: 'true', lang: 'de' }));
      await page.fill('[name=email]', 'ada@example.com');
      await page.fill('[name=password]', 'short');
      await page.click('form[method=post] button');
      await page.waitForSelector('#password-error');
      // A browser moves the cursor once it has drawn the page.
      await page.waitForFunction("document.activeElement.id === 'password'");
      assert.match(await page.title(), /^Fehler: /);
      assert.equal(await shiftOf(page), 0);
      await page.close();
    });
  }
});
