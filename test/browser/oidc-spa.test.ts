import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { APP, type OidcStage, startOidcStage } from '../entrypoints/oidc/clients/oidc-stage.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { SEEDED_TRADER } from '../support/trader-browser.ts';
import { type SpaServer, startSpaServer } from './spa-server.ts';

interface SpaUser {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly profile: { readonly sub: string; readonly email?: string };
}

/** A public client in a real browser, with `oidc-client-ts` as its makers document it. */
describe('oidc-client-ts', { skip: skipWithoutBrowser() }, () => {
  let browser: Browser;
  let stage: OidcStage;
  let spa: SpaServer;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    const settings = { client_id: 'spa', scope: 'openid email offline_access', loadUserInfo: true };
    spa = await startSpaServer(() => ({ ...settings, authority: stage.issuer.href, automaticSilentRenew: false }));
    const own = { redirectUris: [`${spa.origin}/callback`], postLogoutRedirectUris: [`${spa.origin}/goodbye`] };
    const client = {
      ...APP,
      id: 'spa',
      authMethod: 'none',
      firstParty: false,
      refreshGraceSeconds: 0,
      ...own,
    } as const;
    [browser, stage] = await Promise.all([launchBrowser(), startOidcStage({ clients: [client] })]);
    context = await browser.newContext();
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
  });
  after(async () => {
    await context?.close();
    await stage?.close();
    await spa?.close();
  });

  const shows = (text: RegExp) => page.locator('#state').filter({ hasText: text }).waitFor();
  const user = () => page.evaluate<SpaUser>('manager.getUser()');
  const statusOf = (accessToken: string) =>
    page.evaluate<number>(
      `fetch('${stage.issuer.href}/me', { headers: { authorization: 'Bearer ${accessToken}' } }).then(({ status }) => status)`,
    );

  test('signs in through the log-in page and the consent, and reads who it is across origins', async () => {
    await page.goto(spa.origin);
    await shows(/ready/);
    await page.evaluate("void manager.signinRedirect({ prompt: 'consent' })");
    await page.locator('[name=email]').fill(SEEDED_TRADER.email);
    await page.locator('[name=password]').fill(SEEDED_TRADER.password);
    await page.locator('[name=password]').press('Enter');
    await page.waitForURL(/\/auth\/consent\?/);
    await page.locator('form[method=post] button').first().click();
    await shows(/^signed in /);
    const { profile, refresh_token } = await user();
    assert.equal(profile.email, SEEDED_TRADER.email);
    assert.ok(refresh_token);
  });

  test('renews silently by its refresh token, which is another one each time', async () => {
    const before = await user();
    await page.evaluate('manager.signinSilent().then(() => true)');
    const renewed = await user();
    assert.equal(renewed.profile.sub, before.profile.sub);
    assert.notEqual(renewed.access_token, before.access_token);
    assert.notEqual(renewed.refresh_token, before.refresh_token);
    assert.equal(await statusOf(renewed.access_token), 200);
  });

  test('row 5: a stolen refresh token that was used before ends what followed it', async () => {
    const { refresh_token: stolen } = await user();
    await page.evaluate('manager.signinSilent().then(() => true)');
    const { access_token } = await user();
    const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'spa', refresh_token: stolen });
    const answer = await fetch(`${stage.issuer.href}/token`, { method: 'POST', body: form });
    assert.equal(answer.status, 400);
    assert.equal(await statusOf(access_token), 401);
  });

  test('logs out, and the provider knows nobody any more', async () => {
    await page.evaluate('void manager.signoutRedirect()');
    await shows(/^signed out$/);
    assert.equal(await page.evaluate('manager.getUser()'), null);
    await page.evaluate("void manager.signinRedirect({ prompt: 'none' })");
    await shows(/^ErrorResponse/);
    assert.equal(new URL(page.url()).searchParams.get('error'), 'login_required');
  });

  test('an app of another origin may read nothing', async () => {
    for (const [origin, allowed] of [
      [spa.origin, spa.origin],
      ['https://evil.example', null],
    ] as const) {
      const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: 'spa', refresh_token: 'x' });
      const answer = await fetch(`${stage.issuer.href}/token`, { method: 'POST', headers: { origin }, body: form });
      assert.equal(answer.headers.get('access-control-allow-origin'), allowed);
    }
  });

  test('nothing failed in the browser on the way', () => {
    assert.deepEqual(faults, []);
  });
});
