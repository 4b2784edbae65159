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

    test(`the viewer fills in a body that works, also when it is sent again: ${colorScheme}`, async () => {
      const { page, faults } = await open('/docs/broker-api#/Webhooks/createWebhook', colorScheme);
      const operation = page.locator('#operations-Webhooks-createWebhook');
      await page.getByRole('button', { name: 'Authorize' }).click();
      const dialog = page.locator('.auth-container', { hasText: 'bearer' });
      await dialog.locator('input').fill('bk_test_sandbox_tradingtech_main');
      await dialog.getByRole('button', { name: 'Apply credentials' }).click();
      await page.locator('.btn-done').first().click();
      await operation.getByRole('button', { name: 'Try it out' }).click();
      for (const _time of ['once', 'twice']) {
        const answered = page.waitForResponse((one) => one.url().includes('/broker-api/v1/webhooks'));
        await operation.getByRole('button', { name: 'Execute' }).click();
        assert.equal((await answered).status(), 201);
      }
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

  for (const width of [390, 1280, 1920]) {
    test(`nothing is cut and nothing stands beside the header’s line, at ${width} px`, async () => {
      const { page } = await open('/docs', 'light');
      await page.setViewportSize({ width, height: 900 });
      const leftOf = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x;
      for (const path of ['/docs', '/docs/signing']) {
        await page.goto(bridge.url + path);
        const cut = await page.$$eval(
          'html, pre',
          (all) => all.filter((one) => one.scrollWidth > one.clientWidth).length,
        );
        assert.equal(cut, 0, path);
        assert.equal(await leftOf('h1'), await leftOf('.home'));
      }
      for (const path of ['/docs/broker-api', '/docs/crm-api']) {
        await page.goto(bridge.url + path);
        for (const part of ['.info', '.servers', '.opblock']) {
          await page.locator(part).first().waitFor();
          const [content, header] = [await leftOf(part), await leftOf('.home')];
          assert.ok(Math.abs((content ?? 0) - (header ?? 0)) <= 1, `${part} of ${path}: ${content}, ${header}`);
        }
      }
      await page.context().close();
    });
  }
});
