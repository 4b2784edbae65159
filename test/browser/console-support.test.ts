import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { StaffRole } from '../../src/lib/staff-permissions.ts';
import { aCase } from '../entrypoints/admin/kyc/a-case.ts';
import { aPayment } from '../entrypoints/admin/payments/a-payment.ts';
import { type AppInBrowser, openApp } from '../support/app-in-browser.ts';
import { launchBrowser, STILL, skipWithoutBrowser } from '../support/browser.ts';
import { type BrowserStage, STAGE_TRADER, startBrowserStage } from '../support/browser-stage.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PASSWORD = 'correct horse battery';
const BROKER = 'tradingtech_main';
const LOST_PHONE = 'The trader lost the phone';
const ASKED = 'Asked for by telephone';

/** A trader really signs in on our screen; a support agent finds and ends the session; an auditor reads of it. */
describe('a support agent helps a trader', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: BrowserStage;
  let trader: AppInBrowser;
  let agent: Page;
  const faults: string[] = [];
  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startBrowserStage()]);
    trader = await openApp(browser, stage.simulator.url);
    await trader.logIn({ keepMeLoggedIn: true });
    agent = await signIn('support');
  });
  after(async () => {
    await trader?.close();
    await agent?.context().close();
    await stage?.close();
  });

  /** Reaches this white label alone. */
  async function signIn(role: StaffRole): Promise<Page> {
    const email = `${role}@broker.example`;
    const reach = { kind: 'some', crms: [], brokers: [BROKER] } as const;
    await stage.app.staff.members.import({ email, name: `A ${role}`, role, reach, password: PASSWORD });
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...STILL })).newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(`${stage.url}/admin/users`);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Users' }).waitFor();
    return page;
  }

  async function find(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Users' }).first().click();
    await page.getByRole('searchbox').fill('trader@exa');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Sandbox Trader' }).click();
    await page.getByRole('heading', { name: 'Sandbox Trader' }).waitFor();
    await page.waitForLoadState('load');
  }

  const check = async (page: Page) => assert.deepEqual(await violationsOf(page), [], page.url());
  const sessions = (page: Page) => page.getByRole('table', { name: 'Sessions' }).getByRole('row');
  /** What the app does when it is opened the next time: call 4.3 with what it holds. */
  const isSignedOut = async () => {
    await trader.open('reopen');
    await trader.page.getByTestId('log-in').waitFor();
  };

  test('who looks for nobody sees nobody; the trader is found by how the address begins', async () => {
    assert.equal(await agent.getByRole('table').count(), 0);
    await check(agent);
    await find(agent);
    await check(agent);
    await agent.getByText(STAGE_TRADER.email, { exact: true }).waitFor();
    assert.equal(await sessions(agent).count(), 2, 'the heading, and the session');
    await sessions(agent).last().getByText('Password').waitFor();
    assert.equal(await agent.getByRole('table', { name: 'What staff did' }).count(), 0, 'support reads no log');
  });

  test('one session is ended, for a reason, and the trader’s app is signed out at its next step', async () => {
    await sessions(agent).last().getByRole('link', { name: 'End' }).click();
    await agent.getByRole('heading', { name: 'End this session?' }).waitFor();
    await check(agent);
    await agent.getByRole('button', { name: 'End the session' }).click();
    await agent.locator('#reason-error').waitFor();
    await agent.getByLabel('Reason').fill(LOST_PHONE);
    await agent.getByRole('button', { name: 'End the session' }).click();
    await agent.getByText('The session is ended.').waitFor();
    await agent.getByText('Not signed in anywhere').waitFor();
    await isSignedOut();
  });

  test('all sessions are ended, for a reason, after the trader has signed in again', async () => {
    await trader.logIn({ keepMeLoggedIn: true });
    await find(agent);
    assert.equal(await sessions(agent).count(), 2);
    await agent.getByRole('link', { name: 'End all sessions' }).click();
    const dialog = agent.getByRole('dialog', { name: /End all sessions of Sandbox Trader/ });
    await dialog.getByLabel('Reason').fill(ASKED);
    await check(agent);
    await dialog.getByRole('button', { name: 'End all sessions' }).click();
    await agent.getByText('The sessions are ended.').waitFor();
    // The platform was told (call 3.12), and its app asks on its own.
    await trader.page.getByTestId('log-in').waitFor();
    assert.ok((await stage.simulator.calls()).some(({ call }) => call === '3.12'));
  });

  test('an auditor reads of each step, by whom and why, and can change nothing', async () => {
    const auditor = await signIn('auditor');
    await find(auditor);
    await check(auditor);
    const log = auditor.getByRole('table', { name: 'What staff did' });
    for (const [action, reason] of [
      ['user.end-session', LOST_PHONE],
      ['user.end-sessions', ASKED],
    ] as const) {
      const entry = log.getByRole('row').filter({ has: auditor.getByText(action, { exact: true }) });
      assert.match(await entry.innerText(), /support@broker\.example/);
      assert.match(await entry.innerText(), new RegExp(reason));
    }
    assert.ok((await log.getByText('user.view', { exact: true }).count()) > 0, 'looks are kept too');
    for (const name of ['Disable', 'End all sessions', 'End']) {
      assert.equal(await auditor.getByRole('link', { name, exact: true }).count(), 0, name);
    }
    await auditor.getByRole('link', { name: 'All of it in the audit log' }).click();
    await auditor.getByText('user.end-sessions', { exact: true }).first().waitFor();
    await check(auditor);
    await auditor.context().close();
  });

  test('an admin settles a payment: asked twice, with amount and account, and for a proof', async () => {
    const { id } = await aPayment(stage, BROKER);
    const admin = await signIn('admin');
    await admin.goto(`${stage.url}/admin/payments?state=unconfirmed`);
    await admin.getByRole('link', { name: 'Deposit' }).click();
    await check(admin);
    await admin.getByRole('link', { name: 'Settle' }).click();
    await admin.getByLabel('What became of it').selectOption('It was credited at the platform');
    await admin.getByLabel('How you know').fill('It stands in the history of the account');
    await check(admin);
    await admin.getByRole('button', { name: 'Show what follows' }).click();
    await admin.getByText('250.00 EUR count as credited to account 3000001').waitFor();
    await check(admin);
    await admin.getByRole('button', { name: 'Yes, settle it' }).click();
    await admin.getByLabel('Password').fill(PASSWORD);
    await admin.getByRole('button', { name: 'Confirm' }).click();
    await admin.getByText('The payment is settled.').waitFor();
    const { state, settlement } = await stage.app.payments.getPayment(stage.app.brokers.get(BROKER), id);
    assert.deepEqual([state, settlement?.by], ['credited', 'admin@broker.example']);
    await admin.context().close();
  });

  test('support looks at documents, which are shown as images, and refuses them', async () => {
    const { user } = await aCase(stage, BROKER);
    await agent.goto(`${stage.url}/admin/kyc`);
    await agent.getByRole('link', { name: user.email }).click();
    const image = agent.getByRole('img', { name: 'Passport or identity card, front' });
    await image.scrollIntoViewIfNeeded();
    await agent.waitForFunction('document.querySelector(".document img").naturalWidth === 640');
    await check(agent);
    await agent.getByLabel('Reason').fill('Too dark to be read');
    await agent.getByRole('button', { name: 'Refuse' }).click();
    await agent.getByText('Your decision is written down.').waitFor();
    await agent.getByText('Too dark to be read').waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the pages are accessible and fit a phone: ${colorScheme}`, async () => {
      await agent.emulateMedia({ colorScheme });
      await agent.setViewportSize({ width: 320, height: 800 });
      for (const path of ['/admin/users?q=trader', '/admin/payments', '/admin/kyc']) {
        await agent.goto(stage.url + path);
        await check(agent);
        const wide = await agent.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(wide <= 320, `${path} is ${wide} px wide`);
      }
    });
  }

  test('nothing failed in the browser on the way', () => {
    assert.deepEqual(
      // The form that was sent without a reason, and the one that needed a proof.
      faults.filter((fault) => !/status of 40[03]/.test(fault)),
      [],
    );
  });
});

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(ACCESSIBILITY).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
