import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { readPageFacts } from '../../src/conformance/browser/page-facts.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, startBrowserStage } from '../support/browser-stage.ts';

/** So slow that the page comes in several pieces, a second apart. */
const BYTES_A_SECOND = 1500;

describe('a page that comes in pieces', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
  });
  after(() => stage.close());

  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1366, height: 768 },
  ]) {
    test(`does not move, at ${viewport.width} pixels`, async () => {
      const page = await browser.newPage({ viewport });
      const address = stage.address('/auth/login', { lang: 'ar' });
      // Style sheet and logo are in the cache then.
      await page.goto(address);
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: BYTES_A_SECOND,
        uploadThroughput: -1,
      });
      await page.goto(address);
      assert.equal((await readPageFacts(page)).layoutShift, 0);
      await page.close();
    });
  }
});
