import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, STILL, skipWithoutBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/server-process.ts';
import { startWiredBridge, type WiredBridge } from '../support/start-wired-bridge.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOGO = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><rect width="120" height="32" fill="#0a7d4f"/></svg>',
);
const BAD_LOGO = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>',
);

describe('a new white label, from the console to its log-in screen', { skip: skipWithoutBrowser() }, () => {
  let bridge: WiredBridge;
  let browser: Browser;
  before(async () => {
    const port = await findFreePort();
    const environment = { PUBLIC_URL: `http://127.0.0.1:${port}` };
    [bridge, browser] = await Promise.all([startWiredBridge({ port, environment }), launchBrowser()]);
  });
  after(() => bridge.close());

  test('an owner who knows nothing of the platform gets through, and nothing restarts', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...STILL })).newPage();
    await signIn(page, bridge.url);
    await page.goto(`${bridge.url}/admin/white-labels`);
    await page.getByRole('link', { name: 'New white label' }).first().click();
    await nameIt(page);
    await connectIt(page);
    await brandIt(page);
    await addressIt(page);
    await keepSecrets(page);
    await openInSimulator(page);
    await runTests(page);
  });
});

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin/sign-in`);
  await page.getByLabel('Email').fill('admin@example.com');
  await page.getByLabel('Password').fill('Sandbox-Admin-1');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/admin`);
}

async function nameIt(page: Page): Promise<void> {
  await assertAccessible(page);
  await page.getByLabel('Name in calls and addresses').fill('no spaces here');
  await page.getByLabel('Shown name').fill('Nova Markets');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('must be 1 to 64 letters').waitFor();
  assert.equal(await page.getByLabel('Shown name').inputValue(), 'Nova Markets');
  await assertAccessible(page);
  await page.getByLabel('Name in calls and addresses').fill('nova_markets');
  await page.getByRole('button', { name: 'Save and go on' }).click();
}

async function connectIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test the connection' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await prove(page);
  await page.getByText('The platform accepts the manager’s login').waitFor();
  await page.getByRole('button', { name: 'Save and go on' }).click();
}

async function brandIt(page: Page): Promise<void> {
  const screen = page.frameLocator('iframe[name="login-preview"]');
  await screen.getByRole('heading', { name: 'Log in' }).waitFor();
  await assertAccessible(page);
  await page.getByLabel('Company').fill('Nova Markets Ltd');
  await screen.getByText('Nova Markets Ltd').waitFor();
  await page.getByLabel('Language', { exact: true }).selectOption('de');
  await screen.getByRole('heading', { name: 'Anmelden' }).waitFor();
  await page.getByLabel('Theme', { exact: true }).selectOption('dark');
  await screen.locator('html[data-theme="dark"]').waitFor();
  await page.getByText('Desktop', { exact: true }).click();
  await page.getByLabel('Logo', { exact: false }).first().setInputFiles(fileOf(BAD_LOGO));
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByText('holds a script').waitFor();
  assert.equal(await page.getByLabel('Company').inputValue(), 'Nova Markets Ltd');
  await page.getByLabel('Logo', { exact: false }).first().setInputFiles(fileOf(LOGO));
  await screen.locator('p.brand img').waitFor();
  await page.getByRole('button', { name: 'Save and go on' }).click();
}

async function addressIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create the white label' }).waitFor();
  await assertAccessible(page);
  await page.getByText(/\/info\?source=web&token=sample-one-time-token/).waitFor();
  await page.getByLabel('Success URL').fill('https://user:secret@nova.example/#there');
  await page.getByRole('button', { name: 'Create the white label' }).click();
  await page.locator('#screens-successUrl-error').waitFor();
  await page.getByLabel('Success URL').fill('https://app.nova.example/signed-in');
  await page.getByRole('button', { name: 'Create the white label' }).click();
}

async function keepSecrets(page: Page): Promise<void> {
  await page.getByText('Platform password').waitFor();
  await assertAccessible(page);
  const password = await page.getByLabel('Platform password').inputValue();
  assert.ok(password.length >= 24);
  await page.reload();
  assert.equal(await page.getByLabel('Platform password').inputValue(), password);
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await page.getByRole('link', { name: 'Run the tests' }).waitFor();
  assert.ok(!(await page.content()).includes(password));
  await assertAccessible(page);
}

async function openInSimulator(page: Page): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Open its login screen in the simulator' }).click();
  const simulator = await opened;
  await simulator.getByRole('heading', { name: 'Log in' }).waitFor();
  await simulator.getByText('Nova Markets Ltd').waitFor();
  assert.equal(new URL(simulator.url()).searchParams.get('brokerName'), 'nova_markets');
}

/** The tests go on while the page is looked at; that of the expiry takes a minute, and is not waited for. */
async function runTests(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Run the tests' }).click();
  await page.getByLabel('Which tests').selectOption('6.1');
  await page.getByRole('button', { name: 'Run the tests' }).click();
  const first = page.locator('details', { hasText: '6.1.1' });
  await first.getByText('Passed').first().waitFor();
  await assertAccessible(page);
  await page.reload();
  await page.locator('details', { hasText: '6.1.2' }).getByText('Passed').first().waitFor();
}

async function prove(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  await page.locator('main input[type="password"]').first().fill('Sandbox-Admin-1');
  await page.locator('main button[type="submit"]').first().click();
}

function fileOf(buffer: Buffer) {
  return { name: 'logo.svg', mimeType: 'image/svg+xml', buffer };
}

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .exclude('iframe')
    .withTags(ACCESSIBILITY)
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(told, []);
}
