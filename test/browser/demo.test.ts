import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createSmtpBackend } from '../../src/backends/mail/smtp-backend.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';
import { SEEDED_TRADER } from '../support/trader-browser.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LIVE = '5000001';

/** The demo of the README, as a person makes it: the simulator's app, our screens in its frame. */
describe('the demo', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let bridge: WiredBridge;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    [browser, bridge] = await Promise.all([launchBrowser(), startWiredBridge()]);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  });
  after(async () => {
    await context?.close();
    await bridge?.close();
  });

  const frame = () => page.frameLocator('[data-testid=screen-frame]');
  const choose = (control: string, value: string) => page.locator(`#choice-${control}`).selectOption(value);
  const callsShown = () =>
    page.getByTestId('call').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-call') ?? ''));

  async function logIn(): Promise<void> {
    await page.getByTestId('log-in').click();
    await frame().locator('input[name=email]').fill(SEEDED_TRADER.email);
    await frame().locator('input[name=password]').fill(SEEDED_TRADER.password);
    await frame().locator('input[type=checkbox]').check();
    await frame().locator('input[name=password]').press('Enter');
    await page.getByTestId('trader-email').waitFor();
  }

  test('6.3.2: log in: our screen opens in the frame, the app takes the token and shows the trader', async () => {
    await page.goto(bridge.simulator.url);
    await logIn();
    assert.equal(await page.getByTestId('trader-email').innerText(), SEEDED_TRADER.email);
    assert.equal(await page.getByTestId(`balance-${LIVE}`).innerText(), '500.00 EUR');
    assert.equal(await page.getByTestId('screen-dialog').isVisible(), false);
    assert.deepEqual(await callsShown(), ['open', 'return', '4.1', '4.2']);
    // The button that opened the screen is gone.
    await page.waitForFunction('document.activeElement.id === "notice"');
  });

  test('6.3.4: deposit 250.00: the frame closes and the balance has risen', async () => {
    await page.getByTestId(`deposit-${LIVE}`).click();
    await frame().locator('input[name=amount]').fill('250.00');
    await frame().locator('input[name=amount]').press('Enter');
    await page.getByText('750.00 EUR').waitFor();
    await page.getByTestId('screen-dialog').waitFor({ state: 'hidden' });
    assert.equal(await page.getByTestId(`change-${LIVE}`).innerText(), '+250.00');
    const calls = await callsShown();
    assert.deepEqual(calls.slice(4), ['4.4', 'open', '3.1', '3.5', 'return']);
    const balanceHistoryId = /"balanceHistoryId": \d+/;
    await page.locator('[data-call="3.5"] summary').click();
    assert.match(await page.locator('[data-call="3.5"]').innerText(), balanceHistoryId);
    await page.getByTestId(`deposit-${LIVE}`).click();
    await frame().locator('input[name=amount]').fill('0.00');
    await page.getByTestId('screen-close').click();
    await page.waitForFunction(`document.activeElement.id === "deposit-${LIVE}"`);
  });

  test('closing the frame of a screen leaves everything as it was', async () => {
    await page.getByTestId(`deposit-${LIVE}`).click();
    await frame().locator('input[name=amount]').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('screen-dialog').waitFor({ state: 'hidden' });
    assert.equal(await page.getByTestId(`balance-${LIVE}`).innerText(), '750.00 EUR');
    assert.equal(await page.evaluate('document.activeElement.id'), `deposit-${LIVE}`);
  });

  test('close and re-open the app: 4.3 logs the trader in again', async () => {
    await page.getByTestId('reopen').click();
    await page.getByTestId('notice').getByText('this is user 10345533').waitFor();
    await page.locator('[data-call="4.3"][data-status="200"]').waitFor();
    assert.equal(await page.getByTestId('trader-email').innerText(), SEEDED_TRADER.email);
  });

  test('what changes at the platform shows without a reload', async () => {
    await page.locator('#fold-broker').evaluate((details) => details.setAttribute('open', ''));
    await page.getByTestId('ribbons-sample').click();
    await page.getByTestId('ribbon').first().waitFor();
    await fetch(`${bridge.simulator.url}/control/faults`, { method: 'PUT', body: '{"latencyMs":5}' });
    await page.getByTestId('active-faults').getByText('5 ms longer').waitFor({ state: 'attached' });
    assert.equal(await page.getByTestId('ribbon').count(), 2);
    await bridge.simulator.clearFaults();
  });

  test('row 34: with cookies blocked the frame sends none, and the trader logs in and deposits', async () => {
    await context.addCookies([{ name: 'leftover', value: 'x', url: bridge.url }]);
    await page.getByTestId('log-out').click();
    await page.getByTestId('log-in').waitFor();
    const sent: string[] = [];
    page.on('request', async (request) => {
      if (request.url().startsWith(bridge.url)) sent.push((await request.allHeaders()).cookie ?? '');
    });
    await page.getByTestId('log-in').click();
    await frame().locator('input[name=email]').waitFor();
    await page.getByTestId('screen-close').click();
    assert.ok(sent[0]?.includes('leftover'), 'which it would with cookies allowed');
    sent.length = 0;
    await choose('cookies', 'blocked');
    await page.locator('#cookies-hint').waitFor();
    await logIn();
    await page.getByTestId(`deposit-${LIVE}`).click();
    await frame().locator('input[name=amount]').fill('10.00');
    await frame().locator('input[name=amount]').press('Enter');
    await page.getByText('760.00 EUR').waitFor();
    assert.ok(sent.length > 3);
    assert.deepEqual(
      sent.filter((cookie) => cookie.includes('leftover')),
      [],
    );
  });

  test('6.3.8: the embedded platform opens with the token of a sign-in at the broker’s page', async () => {
    await choose('device', 'tablet');
    await choose('lang', 'de');
    await choose('theme', 'dark');
    await page.locator('#embedded[href*="lang=de&theme=dark"]').waitFor({ state: 'attached' });
    await page.locator('#fold-broker').evaluate((details) => details.setAttribute('open', ''));
    await page.getByTestId('embedded').click();
    await frame().locator('input[name=email]').fill(SEEDED_TRADER.email);
    await frame().locator('input[name=password]').fill(SEEDED_TRADER.password);
    await frame().locator('input[name=password]').press('Enter');
    assert.equal(await frame().getByTestId('user-id').innerText(), '10345533');
    assert.equal(await frame().locator('html').getAttribute('data-theme'), 'dark', 'though cookies are blocked');
    await frame().locator('code', { hasText: /^de$/ }).waitFor();
    await page.getByTestId('screen-close').click();
    await page.waitForFunction('document.activeElement.id === "embedded"');
  });

  for (const theme of ['light', 'dark']) {
    test(`the app is accessible and fits every width, ${theme}`, async () => {
      await choose('theme', theme);
      await page.locator(`html[data-theme=${theme}]`).waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(ACCESSIBILITY).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
      for (const width of [320, 390, 768, 1024, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        assert.ok(Number(overflow) <= 0, `${width}: ${overflow} px too wide`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    });
  }

  test('the mailbox fits a phone, breaks no time, and leaves the broker out there', async () => {
    const { smtpUrl, url } = bridge.simulator;
    const backend = createSmtpBackend({ smtpUrl, mailFrom: 'no-reply@sso.example', requireTls: false });
    const words = { fromName: 'Broker', language: 'en', subject: 'Choose a new password', text: 'x', html: '' };
    await backend.send({ ...words, brokerName: 'tradingtech_main', to: 'a-trader-with-a-long-name@example.com' });
    backend.close();
    const mailbox = await context.newPage();
    await mailbox.setViewportSize({ width: 390, height: 800 });
    await mailbox.goto(`${url}/mailbox`);
    const heading = mailbox.locator('th.mail-time');
    assert.equal(await heading.evaluate((cell) => getComputedStyle(cell).whiteSpace), 'nowrap');
    assert.equal(await mailbox.locator('td.mail-broker').first().isVisible(), false);
    assert.ok(Number(await mailbox.evaluate('document.documentElement.scrollWidth - innerWidth')) <= 0);
    await mailbox.setViewportSize({ width: 800, height: 800 });
    assert.equal(await mailbox.locator('td.mail-broker').first().isVisible(), true);
    await mailbox.close();
  });

  test('nothing failed in the browser on the way', () => {
    assert.deepEqual(faults, []);
  });
});
