import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, STILL, skipWithoutBrowser } from '../support/browser.ts';
import { type ConsolePages, startConsolePages } from '../support/console-pages.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const DEVICES = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desktop', width: 1440, height: 900 },
] as const;

/** Words that stand on more lines than one; one may go on below after a hyphen. */
const BROKEN_WORDS = `(() => {
  const texts = document.createTreeWalker(document.querySelector('#sample-log tbody'), NodeFilter.SHOW_TEXT);
  const broken = [];
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  }
  return broken;
})()`;

describe('the parts of the console in a real browser', { skip: skipWithoutBrowser() }, () => {
  let pages: ConsolePages;
  let browser: Browser;
  before(async () => {
    [pages, browser] = await Promise.all([startConsolePages(), launchBrowser()]);
  });
  after(() => pages.close());

  /** Whatever the page's policy forbids, a script that fails, and a request that leaves the bridge, is a fault. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
    const page = await (await browser.newContext({ ...options, ...STILL })).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('404')) faults.push(line.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(pages.url) && !url.startsWith('data:')) faults.push(`asked ${url}`);
    });
    await page.goto(pages.url + path);
    return { page, faults };
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { name, ...viewport } of DEVICES) {
      for (const path of ['/admin/sample', '/admin/sign-in', '/admin/error']) {
        test(`${path} keeps its policy and WCAG 2.2 AA: ${name}, ${colorScheme}`, async () => {
          const { page, faults } = await open(path, { colorScheme, viewport });
          if (path === '/admin/sample') await page.locator('#chart-bars canvas').waitFor();
          assert.deepEqual(await violationsOf(page), []);
          assert.deepEqual(faults, []);
          await page.context().close();
        });
      }
    }

    test(`menus and dialogs are accessible while they are open: ${colorScheme}`, async () => {
      const { page, faults } = await open('/admin/sample', { colorScheme, viewport: DEVICES[0] });
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Payments' }).waitFor();
      assert.deepEqual(await violationsOf(page), []);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Your account' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      assert.deepEqual(await violationsOf(page), []);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'End all sessions' }).click();
      await page.getByRole('dialog', { name: 'End all sessions?' }).waitFor();
      assert.deepEqual(await violationsOf(page), []);
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }

  for (const width of [320, 390, 768, 1024, 1600]) {
    test(`nothing stands beside the page, at ${width} px`, async () => {
      const { page } = await open('/admin/sample', { viewport: { width, height: 900 } });
      await page.locator('#chart-bars canvas').waitFor();
      for (const path of ['/admin/sample', '/admin/sign-in', '/admin/error']) {
        await page.goto(pages.url + path);
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(wide <= width, `${path} is ${wide} px wide`);
      }
      await page.context().close();
    });
  }

  for (const width of [390, 768, 1024, 1280, 1440]) {
    test(`words of a table stay whole, and all of it is in sight, at ${width} px`, async () => {
      const { page } = await open('/admin/sample', { viewport: { width, height: 900 } });
      assert.deepEqual(await page.evaluate(BROKEN_WORDS), []);
      const hidden = 'const box = document.getElementById("sample-log"); box.scrollWidth - box.clientWidth';
      assert.equal(await page.evaluate(hidden), 0);
      await page.context().close();
    });
  }

  test('without script all of it can be read, the menu opens, and what needs script is not there', async () => {
    const { page } = await open('/admin/sample', { javaScriptEnabled: false, viewport: DEVICES[0] });
    assert.equal(
      await page.locator('.chart-picture:visible, [data-copy]:visible, [data-theme-switch]:visible').count(),
      0,
    );
    await page.getByRole('button', { name: 'Menu' }).click();
    assert.ok(await page.getByRole('link', { name: 'Payments' }).isVisible());
    await page.keyboard.press('Escape');
    await page.getByText('As a table').first().click();
    await page.getByRole('cell', { name: '420' }).first().waitFor();
    await page.getByRole('link', { name: 'End all sessions' }).click();
    await page.waitForURL('**/admin/sample?confirm=end-sessions');
    await page.context().close();
  });

  async function violationsOf(page: Page): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(ACCESSIBILITY).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }
});
