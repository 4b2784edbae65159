import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as client from 'openid-client';
import type { StoreUrls } from '../../../support/engines.ts';
import { SEEDED_TRADER } from '../../../support/trader-browser.ts';
import type { OidcBrowser } from './oidc-browser.ts';
import { APP, type OidcStage, POST_LOGOUT_URI, STAGE_BROKER, STAGE_USER_ID, startOidcStage } from './oidc-stage.ts';
import { INSECURE, signInWithOpenidClient } from './sign-in-with-openid-client.ts';

const SECRET = 'the-secret-of-an-app';

/** One trader, one browser: signed in by the calls 4.x and by OpenID Connect, and out of both at once. */
export function bothDialectsSuite(openStores: () => Promise<StoreUrls>): void {
  let stage: OidcStage;
  let config: client.Configuration;
  let browser: OidcBrowser;
  let crmApiToken: string;

  before(async () => {
    const clients = [{ ...APP, id: 'app', secret: SECRET }];
    stage = await startOidcStage({ ...(await openStores()), clients });
    config = await client.discovery(stage.issuer, 'app', SECRET, undefined, INSECURE);
    crmApiToken = await stage.platform.crmApiToken();
  });
  beforeEach(async () => {
    browser = stage.newBrowser();
    await stage.simulator.clearCalls();
  });
  after(() => stage?.close());

  /** @returns The long-lived token of the platform's app. */
  async function logInToPlatform(): Promise<string> {
    const page = await browser.open(`${stage.url}/b/${STAGE_BROKER}/auth/login`);
    const left = await browser.send(page, { ...SEEDED_TRADER, keepMeLoggedIn: 'true' });
    const code = new URL(left.url).searchParams.get('token') ?? '';
    return String((await stage.platform.redeem(crmApiToken, code)).body.accessToken);
  }

  const silently = { scope: 'openid', prompt: 'none' };
  const active = async (token = '') => (await client.tokenIntrospection(config, token)).active;
  const statusOf4_3 = async (accessToken: string) => (await stage.platform.authorize(crmApiToken, accessToken)).status;

  test('who is signed in to the platform’s app is signed in for other apps too, without a form', async () => {
    await logInToPlatform();
    const tokens = await signInWithOpenidClient(config, browser, { parameters: silently });
    const { sub = '' } = tokens.claims() ?? {};
    assert.equal((await client.fetchUserInfo(config, tokens.access_token, sub)).ctid, STAGE_USER_ID);
    const stranger = signInWithOpenidClient(config, stage.newBrowser(), { parameters: silently });
    await assert.rejects(stranger, { error: 'login_required' });
  });

  test('a log-out by an app ends the platform’s accessToken (4.3 answers 404), and the platform is told (3.12)', async () => {
    const accessToken = await logInToPlatform();
    assert.equal(await statusOf4_3(accessToken), 200);
    const { id_token = '' } = await signInWithOpenidClient(config, browser, { parameters: silently });
    const hints = { id_token_hint: id_token, post_logout_redirect_uri: POST_LOGOUT_URI };
    const page = await browser.open(client.buildEndSessionUrl(config, hints));
    assert.ok(page.url.startsWith(POST_LOGOUT_URI), page.url);
    assert.equal(await statusOf4_3(accessToken), 404);
    assert.equal((await stage.simulator.calls('3.12')).length, 1);
  });

  test('call 4.5 ends every token of every app, offline ones too, and the browser’s session', async () => {
    const accessToken = await logInToPlatform();
    const online = await signInWithOpenidClient(config, browser, { parameters: silently });
    const offline = await signInWithOpenidClient(config, browser);
    assert.ok(offline.refresh_token);
    assert.deepEqual([await active(online.access_token), await active(offline.refresh_token)], [true, true]);
    assert.equal((await stage.platform.logOut(crmApiToken, STAGE_USER_ID, accessToken)).status, 204);
    for (const token of [online.access_token, offline.access_token, offline.refresh_token]) {
      assert.equal(await active(token), false);
    }
    await assert.rejects(client.refreshTokenGrant(config, offline.refresh_token), { error: 'invalid_grant' });
    const again = signInWithOpenidClient(config, browser, { parameters: silently });
    await assert.rejects(again, { error: 'login_required' });
  });

  test('a log-out in one browser leaves another one of the same trader signed in', async () => {
    const other = stage.newBrowser();
    const parameters = { scope: 'openid', prompt: 'login' };
    const kept = await signInWithOpenidClient(config, other, { parameters });
    const { id_token = '' } = await signInWithOpenidClient(config, browser, { parameters });
    await browser.open(client.buildEndSessionUrl(config, { id_token_hint: id_token }));
    assert.equal(await active(kept.access_token), true);
    assert.ok((await signInWithOpenidClient(config, other, { parameters: silently })).id_token);
  });

  test('the app that asked to be told is told by the back channel', async () => {
    const simulated = await client.discovery(stage.issuer, 'sandbox-web', 'sandbox-web-secret', undefined, INSECURE);
    const redirect_uri = `${stage.simulator.url}/oidc/callback`;
    const codeVerifier = client.randomPKCECodeVerifier();
    const address = client.buildAuthorizationUrl(simulated, {
      ...{ redirect_uri, scope: 'openid', code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    });
    const accessToken = await logInToPlatform();
    await browser.open(address);
    stage.app.startAppLogouts();
    await stage.platform.logOut(crmApiToken, STAGE_USER_ID, accessToken);
    const told = await waitFor(async () => {
      return (await stage.simulator.calls('logout-token')).find(({ status }) => status !== null);
    });
    assert.equal(told.status, 200);
  });
}

/** What is told by the back channel comes a moment later. */
async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It never came');
}
