import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import type { StoreUrls } from '../../../support/engines.ts';
import {
  APP,
  type OidcStage,
  POST_LOGOUT_URI,
  REDIRECT_URI,
  STAGE_BROKER,
  STAGE_USER_ID,
  startOidcStage,
} from './oidc-stage.ts';
import { INSECURE, signInWithOpenidClient } from './sign-in-with-openid-client.ts';

const SECRET = 'the-secret-of-an-app';
const CRM_SECRET = 'the-secret-of-a-back-end';
const ONE_TIME_TOKEN_GRANT = 'urn:drawbridge:params:oauth:grant-type:one-time-token';

/** What an app does that uses `openid-client` as its makers document it. */
export function openidClientSuite(openStores: () => Promise<StoreUrls>): void {
  let stage: OidcStage;
  let config: client.Configuration;

  before(async () => {
    const app = { ...APP, id: 'app', secret: SECRET } as const;
    const backEnd = {
      ...APP,
      id: 'back-end',
      secret: CRM_SECRET,
      grantTypes: [...(APP.grantTypes ?? []), 'client_credentials', ONE_TIME_TOKEN_GRANT],
      scopes: [...(APP.scopes ?? []), 'crm_api'],
    } as const;
    stage = await startOidcStage({ ...(await openStores()), clients: [app, backEnd] });
    config = await client.discovery(stage.issuer, 'app', SECRET, undefined, INSECURE);
  });
  after(() => stage?.close());

  const asBackEnd = () =>
    client.discovery(stage.issuer, 'back-end', CRM_SECRET, client.ClientSecretBasic(CRM_SECRET), INSECURE);

  test('both forms of discovery lead to the same issuer', async () => {
    const other = await client.discovery(stage.issuer, 'app', SECRET, undefined, { ...INSECURE, algorithm: 'oauth2' });
    assert.deepEqual(other.serverMetadata(), config.serverMetadata());
    assert.equal(config.serverMetadata().issuer, stage.issuer.href);
    assert.ok(config.serverMetadata().supportsPKCE());
  });

  test('rows 17, 20, 21: the code flow with PKCE goes through the white label’s own log-in page', async () => {
    const browser = stage.newBrowser();
    const page = await browser.open(
      client.buildAuthorizationUrl(config, {
        ...{ redirect_uri: REDIRECT_URI, scope: 'openid', state: 'x', code_challenge_method: 'S256' },
        code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
        ui_locales: 'de',
      }),
    );
    assert.equal(new URL(page.url).pathname, `/b/${STAGE_BROKER}/auth/login`);
    assert.match(page.text, /<html lang="de"/);
    assert.match(page.text, /TradingTech Europe/);

    const tokens = await signInWithOpenidClient(config, stage.newBrowser());
    const claims = tokens.claims();
    assert.equal(claims?.iss, stage.issuer.href);
    assert.equal(claims?.aud, 'app');
    assert.equal(typeof claims?.auth_time, 'number');
    assert.equal(tokens.token_type, 'bearer');
    assert.ok((tokens.refresh_token ?? '').length >= 22);
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
    assert.deepEqual(
      [userinfo.email, userinfo.broker_name, userinfo.broker_crm_name, userinfo.ctid],
      ['trader@example.com', STAGE_BROKER, 'tradingtech_crm', STAGE_USER_ID],
    );
  });

  test('the ID token is signed by a key of that white label and of no other', async () => {
    const keysOf = async (issuer: string) => {
      const answer = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: { kid: string; alg: string }[] };
      assert.ok(answer.keys.every((key) => !('d' in key)));
      return answer.keys.map(({ kid }) => kid);
    };
    const { id_token = '' } = await signInWithOpenidClient(config, stage.newBrowser());
    const { kid, alg } = JSON.parse(Buffer.from(id_token.split('.')[0] ?? '', 'base64url').toString());
    assert.equal(alg, 'ES256');
    assert.ok((await keysOf(stage.issuer.href)).includes(kid));
    assert.ok(!(await keysOf(stage.issuer.href.replace(STAGE_BROKER, 'tradingtech_main'))).includes(kid));
  });

  test('row 2: a refresh token works once and is followed by another; introspection and revocation know them', async () => {
    const tokens = await signInWithOpenidClient(config, stage.newBrowser());
    const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
    assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
    assert.equal(refreshed.claims()?.sub, tokens.claims()?.sub);
    const active = async (token = '') => (await client.tokenIntrospection(config, token)).active;
    assert.deepEqual([await active(refreshed.access_token), await active(refreshed.refresh_token)], [true, true]);
    assert.equal(await active('of-nobody'), false);
    await client.tokenRevocation(config, refreshed.refresh_token ?? '', { token_type_hint: 'refresh_token' });
    assert.deepEqual([await active(refreshed.access_token), await active(refreshed.refresh_token)], [false, false]);
    await assert.rejects(client.refreshTokenGrant(config, refreshed.refresh_token ?? ''), { error: 'invalid_grant' });
  });

  test('row 1: a code that is redeemed again is refused', async () => {
    const codeVerifier = client.randomPKCECodeVerifier();
    const asked = {
      ...{ redirect_uri: REDIRECT_URI, scope: 'openid', code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    };
    const callback = await stage.newBrowser().logIn(client.buildAuthorizationUrl(config, asked));
    const checks = { pkceCodeVerifier: codeVerifier, idTokenExpected: true };
    const { access_token } = await client.authorizationCodeGrant(config, callback, checks);
    await assert.rejects(client.authorizationCodeGrant(config, callback, checks), { error: 'invalid_grant' });
    assert.equal((await client.tokenIntrospection(config, access_token)).active, false, 'what it bought is gone too');
  });

  test('row 24: logged out by the app, the browser has to log in anew', async () => {
    const browser = stage.newBrowser();
    const tokens = await signInWithOpenidClient(config, browser, { parameters: { scope: 'openid', prompt: '' } });
    const again = await signInWithOpenidClient(config, browser, { parameters: { scope: 'openid', prompt: 'none' } });
    assert.equal(again.claims()?.sub, tokens.claims()?.sub);
    const page = await browser.open(
      client.buildEndSessionUrl(config, {
        ...{ id_token_hint: again.id_token ?? '', post_logout_redirect_uri: POST_LOGOUT_URI, state: 'bye' },
      }),
    );
    assert.equal(page.url, `${POST_LOGOUT_URI}?state=bye`);
    const anew = signInWithOpenidClient(config, browser, { parameters: { scope: 'openid', prompt: 'none' } });
    await assert.rejects(anew, { error: 'login_required' });
    assert.equal((await client.tokenIntrospection(config, again.access_token)).active, false);
  });

  test('a token of the app’s own (crm_api) makes the calls 4.x', async () => {
    const backEnd = await asBackEnd();
    const { access_token } = await client.clientCredentialsGrant(backEnd, { scope: 'crm_api' });
    assert.equal((await stage.platform.generate(access_token, STAGE_USER_ID)).status, 200);
    const redeemed = await stage.platform.redeem(access_token, await stage.platform.signInToken());
    assert.deepEqual([redeemed.status, redeemed.body.userId], [200, STAGE_USER_ID]);
    await assert.rejects(client.clientCredentialsGrant(config, { scope: 'crm_api' }), client.ResponseBodyError);
  });

  test('row 3: a one-time token is exchanged once for an ID token and an access token', async () => {
    const backEnd = await asBackEnd();
    const { body } = await stage.platform.generate(await stage.platform.crmApiToken(), STAGE_USER_ID);
    const asked = { token: String(body.token), scope: 'openid email' };
    const tokens = await client.genericGrantRequest(backEnd, ONE_TIME_TOKEN_GRANT, asked);
    const { sub = '' } = tokens.claims() ?? {};
    assert.equal((await client.fetchUserInfo(backEnd, tokens.access_token, sub)).ctid, STAGE_USER_ID);
    await assert.rejects(client.genericGrantRequest(backEnd, ONE_TIME_TOKEN_GRANT, asked), { error: 'invalid_grant' });
  });

  test('a one-time token signs in without the form', async () => {
    const { body } = await stage.platform.generate(await stage.platform.crmApiToken(), STAGE_USER_ID);
    const browser = stage.newBrowser();
    const codeVerifier = client.randomPKCECodeVerifier();
    const page = await browser.open(
      client.buildAuthorizationUrl(config, {
        ...{ redirect_uri: REDIRECT_URI, scope: 'openid', code_challenge_method: 'S256' },
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        one_time_token: String(body.token),
      }),
    );
    assert.ok(page.url.startsWith(`${REDIRECT_URI}?`), page.url);
    const checks = { pkceCodeVerifier: codeVerifier, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(config, new URL(page.url), checks);
    const { sub = '' } = tokens.claims() ?? {};
    assert.equal((await client.fetchUserInfo(config, tokens.access_token, sub)).ctid, STAGE_USER_ID);
  });
}
