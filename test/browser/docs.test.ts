import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { startTestBridge, type TestBridge } from '../support/start-bridge.ts';

describe('the pages for developers in a real browser', { skip: skipWithoutBrowser() }, () => {
  let bridge: TestBridge;
  let browser: Browser;
  before(async () => {
    bridge = await startTestBridge();
    browser = await launchBrowser();
  });
  after(() => bridge.close());

  /** Whatever the page's policy forbids, a script that fails, and a request that leaves the bridge, is a fault. */
  async function open(path: string, colorScheme: 'light' | 'dark'): Promise<{ page: Page; faults: string[] }> {
    const page = await (await browser.newContext({ colorScheme })).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') faults.push(line.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(bridge.url) && !url.startsWith('data:')) faults.push(`asked ${url}`);
    });
    await page.goto(bridge.url + path);
    return { page, faults };
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the viewer shows every operation and tries one out, under its policy: ${colorScheme}`, async () => {
      const { page, faults } = await open('/docs/broker-api', colorScheme);
      const limits = page.locator('.opblock', { hasText: '/limits' });
      await limits.first().waitFor();
      await limits.locator('.opblock-summary-control').first().click();
      await page.getByRole('button', { name: 'Authorize' }).click();
      const dialog = page.locator('.auth-container', { hasText: 'bearer' });
      await dialog.locator('input').fill('bk_test_sandbox_tradingtech_main');
      await dialog.getByRole('button', { name: 'Apply credentials' }).click();
      await page.locator('.btn-done').first().click();
      await limits.getByRole('button', { name: 'Try it out' }).click();
      await limits.getByRole('button', { name: 'Execute' }).click();
      await limits.locator('.live-responses-table', { hasText: 'rateLimits' }).waitFor();
      assert.deepEqual(faults, []);
      await page.context().close();
    });

    for (const path of ['/docs', '/docs/errors', '/docs/signing']) {
      test(`${path} keeps its policy and WCAG 2.2 AA: ${colorScheme}`, async () => {
        const { page, faults } = await open(path, colorScheme);
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze();
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
        );
        assert.deepEqual(faults, []);
        await page.context().close();
      });
    }
  }
});
