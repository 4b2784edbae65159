/**
 * `npm run screenshots`: makes the pictures of the documentation in `docs/images`, with a fresh `npm start` running.
 *
 * The words of the command line are the simulator's address and the bridge's; `http://127.0.0.1:3100` and
 * `http://127.0.0.1:3000` when left out.
 */
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../src/conformance/browser/find-browser.ts';
import { takeConsoleScreenshots } from './console-screenshots.ts';

const FOLDER = join(import.meta.dirname, '../docs/images');
const [simulatorUrl = 'http://127.0.0.1:3100', bridgeUrl = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const LIVE = '5000001';

const browser = await chromium.launch({
  executablePath: findBrowser() ?? 'chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-proxy-server'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 960 } });
await page.goto(simulatorUrl);

await openScreen('log-in');
await save('log-in', frameOf(page));
await logIn();
await openScreen(`deposit-${LIVE}`);
await page.frameLocator('[data-testid=screen-frame]').locator('input[name=amount]').fill('250.00');
await save('simulator', page);
await save('deposit', frameOf(page));
await page.getByTestId('screen-close').click();

await choose('theme', 'dark');
await openScreen('create-account');
await save('open-account', frameOf(page));
await page.getByTestId('screen-close').click();

await choose('theme', 'light');
await choose('lang', 'ar');
await openScreen(`withdrawal-${LIVE}`);
await save('withdrawal-ar', frameOf(page));
await takeConsoleScreenshots(browser, bridgeUrl, simulatorUrl);
await browser.close();

async function logIn(): Promise<void> {
  const frame = page.frameLocator('[data-testid=screen-frame]');
  await frame.locator('input[name=email]').fill('trader@example.com');
  await frame.locator('input[name=password]').fill('Sandbox-Trader-1');
  await frame.locator('input[name=password]').press('Enter');
  await page.getByTestId('trader-email').waitFor();
}

async function openScreen(testId: string): Promise<void> {
  await page.getByTestId(testId).click();
  await page.frameLocator('[data-testid=screen-frame]').locator('h1').waitFor();
}

async function choose(control: string, value: string): Promise<void> {
  const reloaded = page.waitForLoadState('networkidle');
  await page.locator(`#choice-${control}`).selectOption(value);
  await reloaded;
}

function frameOf(from: Page): Locator {
  return from.getByTestId('screen-frame');
}

async function save(name: string, shown: Page | Locator): Promise<void> {
  await page.waitForLoadState('networkidle');
  await shown.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  process.stdout.write(`docs/images/${name}.png\n`);
}
