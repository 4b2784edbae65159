import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as client from 'openid-client';
import { SEEDED_TRADER } from '../../../support/trader-browser.ts';
import { type AppKeys, makeAppKeys } from './app-keys.ts';
import { APP, type OidcStage, REDIRECT_URI, startOidcStage } from './oidc-stage.ts';
import { INSECURE, signInWithOpenidClient } from './sign-in-with-openid-client.ts';

const SECRET = 'the-secret-of-an-app';

/** What else the profile offers, with `openid-client`. */
describe('openid-client', () => {
  let stage: OidcStage;
  let keys: AppKeys;

  before(async () => {
    keys = await makeAppKeys('RS256');
    const signed = { authMethod: 'private_key_jwt', jwks: keys.jwks } as const;
    stage = await startOidcStage({
      clients: [
        { ...APP, id: 'plain', secret: SECRET },
        { ...APP, id: 'bound', secret: SECRET, dpopBound: true },
        { ...APP, id: 'signed', ...signed },
        { ...APP, id: 'rs256', secret: SECRET, idTokenAlgorithm: 'RS256' },
        { ...APP, id: 'public', authMethod: 'none' },
        { ...APP, id: 'other-party', secret: SECRET, firstParty: false },
        { ...APP, id: 'api-user', secret: SECRET, resources: ['https://api.example/v1'] },
      ],
    });
  });
  after(() => stage?.close());

  const discover = (id: string, auth?: client.ClientAuth) => client.discovery(stage.issuer, id, SECRET, auth, INSECURE);
  const headerOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

  for (const [way, auth] of [
    ['in the header', client.ClientSecretBasic(SECRET)],
    ['in the body', client.ClientSecretPost(SECRET)],
  ] as const) {
    test(`a client secret ${way} is taken, and a wrong one is not`, async () => {
      const config = await discover('plain', auth);
      assert.ok((await signInWithOpenidClient(config, stage.newBrowser())).id_token);
      const wrong = way === 'in the header' ? client.ClientSecretBasic('no') : client.ClientSecretPost('no');
      const impostor = await discover('plain', wrong);
      await assert.rejects(client.tokenIntrospection(impostor, 'x'), { status: 401 });
    });
  }

  test('a pushed request (PAR) leads to the same tokens, and its address works once', async () => {
    const config = await discover('plain');
    const tokens = await signInWithOpenidClient(config, stage.newBrowser(), { pushes: true });
    assert.ok(tokens.refresh_token);
    const address = await client.buildAuthorizationUrlWithPAR(config, {
      ...{ redirect_uri: REDIRECT_URI, scope: 'openid', code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    });
    assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request_uri']);
    await stage.newBrowser().logIn(address);
    assert.equal((await stage.newBrowser().open(address)).status, 400);
  });

  test('tokens that are bound to a key (DPoP) work with that key alone', async () => {
    const config = await discover('bound');
    const [own, stolen] = await Promise.all([client.randomDPoPKeyPair('ES256'), client.randomDPoPKeyPair('ES256')]);
    const DPoP = client.getDPoPHandle(config, own);
    const tokens = await signInWithOpenidClient(config, stage.newBrowser(), { DPoP });
    assert.equal(tokens.token_type, 'dpop');
    const { sub = '' } = tokens.claims() ?? {};
    assert.equal((await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).sub, sub);
    const thief = { DPoP: client.getDPoPHandle(config, stolen) };
    await assert.rejects(client.fetchUserInfo(config, tokens.access_token, sub, thief), { status: 401 });
    await assert.rejects(client.fetchUserInfo(config, tokens.access_token, sub), { status: 401 });
    assert.equal((await client.refreshTokenGrant(config, tokens.refresh_token ?? '', {}, { DPoP })).token_type, 'dpop');
    const { cnf } = await client.tokenIntrospection(config, tokens.access_token);
    assert.ok((cnf as { jkt?: string }).jkt);
  });

  test('a client that is bound to a key gets no token without its proof', async () => {
    const config = await discover('bound');
    await assert.rejects(signInWithOpenidClient(config, stage.newBrowser()), { name: /Error/ });
  });

  test('a signed assertion (private_key_jwt) is taken once, and one of another key never', async () => {
    const sent: string[] = [];
    const key = { key: keys.privateKey, kid: keys.keyId };
    const config = await discover('signed', client.PrivateKeyJwt(key));
    config[client.customFetch] = (url, options) => {
      if (options.body instanceof URLSearchParams) sent.push(options.body.toString());
      return fetch(url, options as RequestInit);
    };
    const tokens = await signInWithOpenidClient(config, stage.newBrowser());
    assert.ok(tokens.refresh_token);
    await client.tokenIntrospection(config, tokens.access_token);
    const replayed = await fetch(config.serverMetadata().introspection_endpoint ?? '', {
      ...{ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: sent.at(-1) ?? '' },
    });
    assert.equal(replayed.status, 401);
    const other = await makeAppKeys('RS256', keys.keyId);
    const impostor = await discover('signed', client.PrivateKeyJwt({ key: other.privateKey, kid: other.keyId }));
    await assert.rejects(client.tokenIntrospection(impostor, 'x'), { status: 401 });
  });

  test('an app that wants RS256 gets an ID token that is signed so', async () => {
    const { id_token } = await signInWithOpenidClient(await discover('rs256'), stage.newBrowser());
    assert.equal(headerOf(id_token).alg, 'RS256');
  });

  test('a public client signs in without a secret, and cannot do without PKCE', async () => {
    const config = await discover('public', client.None());
    assert.ok((await signInWithOpenidClient(config, stage.newBrowser())).refresh_token);
    const address = client.buildAuthorizationUrl(config, { redirect_uri: REDIRECT_URI, scope: 'openid', state: 's' });
    const page = await stage.newBrowser().open(address);
    assert.equal(new URL(page.url).searchParams.get('error'), 'invalid_request');
  });

  test('an app of somebody else is consented to once, and may be refused', async () => {
    const config = await discover('other-party');
    const browser = stage.newBrowser();
    const parameters = { scope: 'openid email', prompt: '' };
    const asked = await browser.open(await addressOf(config));
    const consent = await browser.send(asked, SEEDED_TRADER);
    assert.match(consent.url, /\/auth\/consent\?appRequest=/);
    assert.match(consent.text, /An app/);
    const refused = await browser.send(consent, {}, { button: 'refuse' });
    assert.equal(new URL(refused.url).searchParams.get('error'), 'access_denied');
    const tokens = await signInWithOpenidClient(config, browser, { parameters });
    assert.ok(tokens.id_token);
    const page = await browser.open(await addressOf(config));
    assert.ok(page.url.startsWith(`${REDIRECT_URI}?code=`), 'nobody is asked again');
  });

  test('a token for a resource server is a signed one for that server alone', async () => {
    const config = await discover('api-user');
    const resource = 'https://api.example/v1';
    const parameters = { scope: 'openid email', resource };
    const codeVerifier = client.randomPKCECodeVerifier();
    const address = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: REDIRECT_URI, code_challenge_method: 'S256', ...parameters },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    });
    const callback = await stage.newBrowser().logIn(address);
    const checks = { pkceCodeVerifier: codeVerifier, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(config, callback, checks, { resource });
    assert.equal(headerOf(tokens.access_token).typ, 'at+jwt');
    const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString());
    assert.deepEqual([claims.aud, claims.iss], [resource, stage.issuer.href]);
  });

  async function addressOf(config: client.Configuration): Promise<URL> {
    return client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: REDIRECT_URI, scope: 'openid email', code_challenge_method: 'S256' },
      code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    });
  }
});
