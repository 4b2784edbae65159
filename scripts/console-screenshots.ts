/** The pictures of the console in `docs/images/console`: made by somebody who walks through it, as the guides say. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../docs/images/console');
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const OWNER = { email: 'admin@example.com', password: 'Sandbox-Admin-1' };
const LIVE = '5000001';
const HOME = '/admin/white-labels/tradingtech_main';

/** Needs a fresh `npm start`, for it makes a white label `nova_markets`. */
export async function takeConsoleScreenshots(browser: Browser, bridge: string, simulator: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const page = await open(browser, { viewport: { width: 760, height: 540 } });
  await signIn(page, bridge, () => save(page, 'sign-in'));
  await page.setViewportSize(DESKTOP);
  await payWithoutAnswer(browser, simulator);
  await makeWhiteLabel(page, bridge);
  await runConformance(page, bridge);
  await rotatePassword(page, bridge);
  await lookAfterTrader(page, bridge);
  await saveAtOnce(browser, page, bridge);
  await readLogs(page, bridge);
  await lookAtFigures(browser, page, bridge);
}

async function open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

async function signIn(page: Page, bridge: string, before?: () => Promise<void>): Promise<void> {
  await page.goto(`${bridge}/admin/sign-in`);
  await page.getByLabel('Email').fill(OWNER.email);
  await before?.();
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${bridge}/admin`);
}

/** A trader signs in and deposits twice; what the platform answers to the second is lost. */
async function payWithoutAnswer(browser: Browser, simulator: string): Promise<void> {
  const page = await open(browser, { viewport: { width: 1440, height: 960 } });
  const frame = page.frameLocator('[data-testid=screen-frame]');
  await page.goto(simulator);
  await page.getByTestId('log-in').click();
  await frame.locator('input[name=email]').fill('trader@example.com');
  await frame.locator('input[name=password]').fill('Sandbox-Trader-1');
  await frame.locator('input[name=password]').press('Enter');
  await page.getByTestId('trader-email').waitFor();
  for (const faults of [{}, { dropAnswer: { call: '3.5', times: 1 } }]) {
    await fetch(`${simulator}/control/faults`, { method: 'PUT', body: JSON.stringify(faults) });
    await page.getByTestId(`deposit-${LIVE}`).click();
    await frame.locator('input[name=amount]').fill('250.00');
    await frame.locator('input[name=amount]').press('Enter');
    await page.waitForTimeout(3000);
    if (await page.getByTestId('screen-close').isVisible()) await page.getByTestId('screen-close').click();
  }
  await fetch(`${simulator}/control/faults`, { method: 'DELETE' });
}

async function makeWhiteLabel(page: Page, bridge: string): Promise<void> {
  const goOn = () => page.getByRole('button', { name: 'Save and go on' }).click();
  await page.goto(`${bridge}/admin/white-labels`);
  await save(page, 'white-labels');
  await page.getByRole('link', { name: 'New white label' }).first().click();
  await page.getByLabel('CRM').selectOption('tradingtech_crm');
  await page.getByLabel('Name in calls and addresses').fill('nova_markets');
  await page.getByLabel('Shown name').fill('Nova Markets');
  await save(page, 'wizard-identification');
  await goOn();
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await confirm(page);
  await page.getByText('The platform accepts the manager’s login').waitFor();
  await goOn();
  const screen = page.frameLocator('iframe[name="login-preview"]');
  await screen.getByRole('heading', { name: 'Log in' }).waitFor();
  await page.getByLabel('Buttons and links').last().fill('#0f766e');
  await page.getByLabel('Company').fill('Nova Markets Ltd');
  await screen.getByText('Nova Markets Ltd').waitFor();
  await page.evaluate('window.scrollTo(0, 240)');
  await save(page, 'wizard-branding');
  await goOn();
  await page.getByRole('button', { name: 'Create the white label' }).click();
  await page.getByLabel('Platform password').waitFor();
  await save(page, 'secret-once');
  await page.getByRole('button', { name: 'I have stored it' }).click();
}

async function runConformance(page: Page, bridge: string): Promise<void> {
  await page.goto(`${bridge}/admin/white-labels/nova_markets/conformance`);
  await page.getByRole('button', { name: 'Run the tests' }).click();
  await confirm(page);
  await page.getByText('6.1.6', { exact: true }).first().waitFor();
  await save(page, 'conformance-running');
  await page.getByText('Running', { exact: true }).waitFor({ state: 'detached', timeout: 400_000 });
  await save(page, 'conformance-run');
}

async function rotatePassword(page: Page, bridge: string): Promise<void> {
  await page.goto(`${bridge}${HOME}/secrets`);
  await page.getByLabel('When those before end').selectOption({ label: 'After seven days' });
  await page.getByRole('button', { name: 'Make a new one' }).click();
  await confirm(page);
  await page.getByText('I have stored it').click();
  await page.getByText('Expiring').waitFor();
  await save(page, 'password-overlap');
}

async function lookAfterTrader(page: Page, bridge: string): Promise<void> {
  await page.goto(`${bridge}/admin/users`);
  await page.getByLabel('Find a trader').fill('trader@example.com');
  await page.getByLabel('White label').fill('tradingtech_main');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.waitForURL(/tradingtech_main/);
  await page.getByRole('link', { name: 'Sandbox Trader' }).first().click();
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  await page.setViewportSize({ ...DESKTOP, height: 1000 });
  await save(page, 'user');
  await page.setViewportSize(DESKTOP);
  await page.goto(`${bridge}/admin/payments?state=unconfirmed`);
  await page.locator('main table a').first().click();
  await page.getByText('An answer was lost').waitFor();
  await save(page, 'payment-unconfirmed');
}

/** Another admin saves while the first one still has the form open. */
async function saveAtOnce(browser: Browser, page: Page, bridge: string): Promise<void> {
  const address = `${bridge}/admin/white-labels/tradingtech_wl_europe/identification`;
  const enter = async (on: Page, name: string) => {
    await on.getByLabel('Shown name').fill(name);
    await on.getByRole('button', { name: 'Save', exact: true }).first().click();
  };
  const other = await open(browser, { viewport: DESKTOP });
  await signIn(other, bridge);
  await Promise.all([page.goto(address), other.goto(address)]);
  await enter(other, 'TradingTech EU');
  await other.getByText('Saved.').waitFor();
  await enter(page, 'TradingTech of Europe');
  await page.getByRole('button', { name: 'Save mine over it' }).waitFor();
  await page.setViewportSize({ ...DESKTOP, height: 600 });
  await save(page, 'two-admins');
  await page.setViewportSize(DESKTOP);
}

async function readLogs(page: Page, bridge: string): Promise<void> {
  const log = `${bridge}/admin/audit?brokerName=tradingtech_main`;
  await page.goto(`${bridge}${HOME}/branding`);
  await page.getByLabel('Company').fill('TradingTech International Ltd');
  await page.getByRole('button', { name: 'Save', exact: false }).first().click();
  await page.getByText('Saved.').waitFor();
  await page.goto(log);
  await page.locator('main table a').first().click();
  await save(page, 'audit-entry');
  await page.goto(log);
  await page.getByRole('button', { name: 'Verify the whole log' }).click();
  await page.getByText('The log is intact').waitFor();
  await save(page, 'verify');
}

/** Last, when something has happened; on the desktop in both themes, and on a phone. */
async function lookAtFigures(browser: Browser, page: Page, bridge: string): Promise<void> {
  const address = `${bridge}/admin?period=hour`;
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.goto(address);
  await save(page, 'overview');
  for (const [name, options] of [
    ['overview-dark', { viewport: { width: 1280, height: 1100 }, colorScheme: 'dark' }],
    ['overview-phone', { viewport: PHONE }],
  ] as const) {
    const other = await open(browser, options);
    await signIn(other, bridge);
    await other.goto(address);
    await save(other, name);
  }
}

/** Where a fresh proof is asked for; five minutes after one nothing is. */
async function confirm(page: Page): Promise<void> {
  const question = page.getByRole('heading', { name: 'Confirm that it is you' });
  await page.waitForLoadState('networkidle');
  if (!(await question.isVisible())) return;
  await page.locator('main input[type="password"]').first().fill(OWNER.password);
  await page.locator('main button[type="submit"]').first().click();
}

async function save(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  process.stdout.write(`docs/images/console/${name}.png\n`);
}
