import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type OidcStage, STAGE_BROKER, startOidcStage } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { SEEDED_TRADER } from '../support/trader-browser.ts';

const ACCESSIBILITY = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** As a person tries it: the simulator's page, our log-in, and every button. */
describe('the simulator’s app with OpenID Connect', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: OidcStage;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), startOidcStage()]);
    stage.app.startAppLogouts();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  });
  after(async () => {
    await context?.close();
    await stage?.close();
  });

  const press = (hook: string) => page.getByTestId(hook).click();
  const says = (text: string | RegExp) => page.getByTestId('oidc-notice').filter({ hasText: text }).waitFor();
  const textOf = (hook: string) => page.getByTestId(hook).innerText();

  async function fillIn(): Promise<void> {
    await page.locator('[name=email]').fill(SEEDED_TRADER.email);
    await page.locator('[name=password]').fill(SEEDED_TRADER.password);
    await page.locator('[name=password]').press('Enter');
    // Of the broker's own app nobody would be asked, but that it asks for a refresh token.
    await page.waitForURL(/\/auth\/consent\?|\/oidc$/);
    if (page.url().includes('/auth/consent?')) await page.locator('form[method=post] button').first().click();
  }

  test('logs in through the white label’s own page, in the language that was asked for', async () => {
    await page.goto(`${stage.simulator.url}/oidc?broker=${STAGE_BROKER}`);
    await page.locator('#oidc-lang').selectOption('de');
    await press('oidc-log-in');
    await page.waitForURL(`${stage.url}/b/${STAGE_BROKER}/auth/login?**`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await fillIn();
    await says('Signed in');
    assert.equal(await textOf('oidc-email'), SEEDED_TRADER.email);
    assert.equal(JSON.parse(await textOf('oidc-header')).alg, 'ES256');
    assert.equal(JSON.parse(await textOf('oidc-claims')).iss, stage.issuer.href);
    assert.equal(JSON.parse(await textOf('oidc-userinfo')).broker_name, STAGE_BROKER);
  });

  test('refreshes, introspects and revokes', async () => {
    const before = await textOf('oidc-refresh-token');
    await press('oidc-refresh');
    await says('The refresh token is another one.');
    assert.notEqual(await textOf('oidc-refresh-token'), before);
    await press('oidc-introspect-access');
    await says('is active');
    await press('oidc-revoke-refresh');
    await says('Revoked');
    await press('oidc-introspect-refresh');
    await says('is not active');
  });

  test('uses one-time tokens and a token of its own', async () => {
    await press('oidc-exchange');
    await says('Exchanged');
    await press('oidc-act-for-itself');
    await says('Call 4.4 took the app’s own token');
    await press('oidc-without-form');
    await says('Signed in');
  });

  test('logs out at the provider too, and is told so by the back channel', async () => {
    await press('oidc-log-out');
    await says(/Logged out The provider ended the session too/);
    await press('oidc-log-in');
    await page.locator('[name=password]').waitFor();
    await fillIn();
    await says('Signed in');
  });

  test('a log-out at the platform (4.5) ends the session here while the page is open', async () => {
    const { userId } = { userId: Number(JSON.parse(await textOf('oidc-userinfo')).ctid) };
    await stage.platform.logOut(await stage.platform.crmApiToken(), userId);
    await says('The session was ended');
    await page.locator('[data-testid=oidc-logout][data-refused=false]').first().waitFor();
    assert.equal(await page.getByTestId('oidc-name').count(), 0);
  });

  for (const theme of ['light', 'dark']) {
    test(`the page is accessible and fits every width, ${theme}`, async () => {
      await page.goto(`${stage.simulator.url}/?theme=${theme}`);
      await page.goto(`${stage.simulator.url}/oidc?broker=${STAGE_BROKER}`);
      await page.locator(`html[data-theme=${theme}]`).waitFor();
      if (theme === 'light') {
        await press('oidc-log-in');
        await fillIn();
        await says('Signed in');
      }
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

  test('nothing failed in the browser on the way', () => {
    assert.deepEqual(faults, []);
  });
});
