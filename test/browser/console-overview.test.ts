import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openApp } from '../support/app-in-browser.ts';
import { launchBrowser, STILL, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_BROKER, startBrowserStage } from '../support/browser-stage.ts';
import { depositScreen } from '../support/deposit-screen.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PASSWORD = 'correct horse battery';
const EMAIL = 'auditor@example.com';
/** Counts are added every five seconds, and the page asks every five. */
const WITHIN_MS = 30_000;
/** For whoever wants to look at them. */
const { SCREENSHOTS } = process.env;

/** A trader really signs in and deposits; who watches the console sees it without a reload. */
describe('the overview in a browser', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  let page: Page;
  const faults: string[] = [];
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
    stage.app.statistics.start();
    const reach = { kind: 'everything' } as const;
    await stage.app.staff.members.import({ email: EMAIL, name: 'Ada', role: 'auditor', reach, password: PASSWORD });
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...STILL })).newPage();
    page.setDefaultTimeout(WITHIN_MS);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(`${stage.url}/admin?period=hour`);
    await page.getByLabel('Email').fill(EMAIL);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });
  after(async () => {
    await page?.context().close();
    await stage?.close();
  });

  const chart = (name: string) => page.getByRole('figure', { name });
  const rowsOf = (name: string) => chart(name).locator('details tbody tr');
  async function check(name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
    assert.deepEqual(told, [], name);
    await shoot(page, name);
  }

  test('nothing happened yet', async () => {
    assert.equal(await rowsOf('Sign-ins').count(), 0);
    await chart('Sign-ins').getByText('Nothing happened in this time.').waitFor();
    await check('overview-empty');
  });

  test('a sign-in and a deposit appear in charts and tables by themselves', async () => {
    const trader = await openApp(browser, stage.simulator.url);
    await trader.logIn({ keepMeLoggedIn: true });
    await trader.close();
    const { status } = await depositScreen(stage.url, STAGE_BROKER).deposit('50.00');
    assert.equal(status, 303);
    await rowsOf('Sign-ins').first().waitFor({ state: 'attached' });
    await rowsOf('Deposits and withdrawals').first().waitFor({ state: 'attached' });
    await chart('Sign-ins').getByText('As a table').click();
    assert.match(
      (await rowsOf('Sign-ins').first().textContent()) ?? '',
      /\d\d:\d\d10$/,
      'one signed in, nobody was refused',
    );
    await chart('Sign-ins').locator('canvas').waitFor();
    await check('overview');
  });

  test('what was opened stays open, and the picture stays, when figures come anew', async () => {
    await chart('Sign-ins')
      .locator('canvas')
      .evaluate((canvas) => canvas.setAttribute('data-same', 'yes'));
    await page.waitForResponse((response) => response.url().includes('/admin/overview/figures'));
    await page.waitForResponse((response) => response.url().includes('/admin/overview/figures'));
    assert.ok(await chart('Sign-ins').getByRole('table').isVisible());
    assert.equal(await chart('Sign-ins').locator('canvas[data-same]').count(), 1);
  });

  test('another time and another white label are shown as they are chosen', async () => {
    await page.getByLabel('White label', { exact: true }).selectOption('financialhouse_main');
    await chart('Sign-ins').getByText('Nothing happened in this time.').waitFor();
    await page.getByLabel('White label', { exact: true }).selectOption(STAGE_BROKER);
    await rowsOf('Sign-ins').first().waitFor({ state: 'attached' });
    await page.getByLabel('Time', { exact: true }).selectOption('year');
    await page.waitForURL(/period=year/);
    await check('overview-year');
  });

  for (const [name, path] of [
    ['audit', `/admin/audit?brokerName=${STAGE_BROKER}`],
    ['audit-entry', '/admin/audit/entries/1'],
    ['privacy-log', `/admin/privacy-log?brokerName=${STAGE_BROKER}`],
    ['settings', '/admin/settings'],
  ] as const) {
    test(`${name} can be used by everybody, on a phone too`, async () => {
      await page.goto(stage.url + path);
      await check(name);
      await page.setViewportSize({ width: 390, height: 844 });
      const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
      assert.ok(scrollWidth <= 390, `${scrollWidth} px`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await check(`${name}-phone`);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1280, height: 900 });
    });
  }

  test('no page ran into a fault', () => {
    assert.deepEqual(faults, []);
  });
});

async function shoot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}
