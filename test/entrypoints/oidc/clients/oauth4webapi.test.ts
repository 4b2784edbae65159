import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { type AppKeys, makeAppKeys } from './app-keys.ts';
import { APP, type OidcStage, REDIRECT_URI, startOidcStage } from './oidc-stage.ts';

const INSECURE = { [oauth.allowInsecureRequests]: true };

/** An app under the FAPI 2.0 profile: PAR, DPoP, `private_key_jwt` and PS256 or ES256, with `oauth4webapi`. */
describe('oauth4webapi, as a fapi2 client', () => {
  let stage: OidcStage;
  let keys: AppKeys;
  let rsaKeys: AppKeys;
  let as: oauth.AuthorizationServer;
  let clientAuth: oauth.ClientAuth;
  const app: oauth.Client = { client_id: 'fapi-app' };

  before(async () => {
    keys = await makeAppKeys('PS256');
    rsaKeys = await makeAppKeys('RS256', 'rsa-key');
    const jwks = { keys: [...keys.jwks.keys, ...rsaKeys.jwks.keys] };
    const fapi = { profile: 'fapi2', authMethod: 'private_key_jwt', jwks } as const;
    stage = await startOidcStage({ clients: [{ ...APP, id: 'fapi-app', ...fapi }] });
    as = await oauth.processDiscoveryResponse(
      stage.issuer,
      await oauth.discoveryRequest(stage.issuer, { algorithm: 'oauth2', ...INSECURE }),
    );
    clientAuth = oauth.PrivateKeyJwt({ key: keys.privateKey, kid: keys.keyId }, { [oauth.modifyAssertion]: forIssuer });
  });
  after(() => stage?.close());

  /** FAPI 2.0 wants the issuer, and nothing else, as the audience. */
  const forIssuer = (_header: object, payload: Record<string, oauth.JsonValue | undefined>) => {
    payload.aud = stage.issuer.href;
  };

  interface Asked {
    readonly codeVerifier: string;
    readonly state: string;
    readonly nonce: string;
    readonly address: URL;
  }

  async function push(DPoP: oauth.DPoPHandle): Promise<Asked> {
    const codeVerifier = oauth.generateRandomCodeVerifier();
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
    const parameters = {
      ...{ redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid email offline_access', prompt: 'consent' },
      ...{ state, nonce, code_challenge_method: 'S256' },
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    };
    const options = { DPoP, ...INSECURE };
    const answer = await oauth.pushedAuthorizationRequest(as, app, clientAuth, parameters, options);
    const { request_uri } = await oauth.processPushedAuthorizationResponse(as, app, answer);
    const address = new URL(as.authorization_endpoint ?? '');
    address.search = new URLSearchParams({ client_id: app.client_id, request_uri }).toString();
    return { codeVerifier, state, nonce, address };
  }

  async function redeem(callback: URL, { codeVerifier, state, nonce }: Asked, DPoP: oauth.DPoPHandle) {
    const parameters = oauth.validateAuthResponse(as, app, callback, state);
    const options = { DPoP, ...INSECURE };
    const answer = await oauth.authorizationCodeGrantRequest(
      ...([as, app, clientAuth, parameters, REDIRECT_URI, codeVerifier, options] as const),
    );
    const checks = { expectedNonce: nonce, requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(as, app, answer, checks);
    await oauth.validateApplicationLevelSignature(as, answer, INSECURE);
    return tokens;
  }

  test('runs the code flow, refreshes, introspects and revokes', async () => {
    const DPoP = oauth.DPoP(app, await oauth.generateKeyPair('ES256'));
    const asked = await push(DPoP);
    const tokens = await redeem(await stage.newBrowser().logIn(asked.address), asked, DPoP);
    assert.equal(tokens.token_type, 'dpop');
    const { sub = '', iss } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
    assert.equal(iss, stage.issuer.href);

    const options = { DPoP, ...INSECURE };
    const userinfo = await oauth.userInfoRequest(as, app, tokens.access_token, options);
    const { email } = await oauth.processUserInfoResponse(as, app, sub, userinfo);
    assert.equal(email, 'trader@example.com');

    const refreshToken = tokens.refresh_token ?? '';
    const renewal = await oauth.refreshTokenGrantRequest(as, app, clientAuth, refreshToken, options);
    const renewed = await oauth.processRefreshTokenResponse(as, app, renewal);
    assert.notEqual(renewed.access_token, tokens.access_token);

    const active = async (token: string) => {
      const answer = await oauth.introspectionRequest(as, app, clientAuth, token, INSECURE);
      return (await oauth.processIntrospectionResponse(as, app, answer)).active;
    };
    assert.equal(await active(renewed.access_token), true);
    const last = renewed.refresh_token ?? refreshToken;
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, app, clientAuth, last, INSECURE));
    assert.deepEqual([await active(renewed.access_token), await active(last)], [false, false]);
  });

  test('a code that comes with another key than the request did buys nothing', async () => {
    const DPoP = oauth.DPoP(app, await oauth.generateKeyPair('ES256'));
    const asked = await push(DPoP);
    const callback = await stage.newBrowser().logIn(asked.address);
    const thief = oauth.DPoP(app, await oauth.generateKeyPair('ES256'));
    await assert.rejects(redeem(callback, asked, thief), { error: 'invalid_grant' });
  });

  test('row 17: a request that was not pushed is refused', async () => {
    const address = new URL(as.authorization_endpoint ?? '');
    const query = { client_id: app.client_id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid' };
    address.search = new URLSearchParams(query).toString();
    const page = await stage.newBrowser().open(address);
    const error = new URL(page.url).searchParams.get('error');
    assert.ok(page.status === 400 || error === 'invalid_request', `${page.status} ${page.url}`);
  });

  test('row 26: an assertion signed with RS256 is refused, and so is one for another audience', async () => {
    const DPoP = oauth.DPoP(app, await oauth.generateKeyPair('ES256'));
    const right = clientAuth;
    for (const wrong of [
      oauth.PrivateKeyJwt({ key: rsaKeys.privateKey, kid: rsaKeys.keyId }, { [oauth.modifyAssertion]: forIssuer }),
      oauth.PrivateKeyJwt(
        { key: keys.privateKey, kid: keys.keyId },
        {
          [oauth.modifyAssertion]: (_header, payload) => void Object.assign(payload, { aud: 'https://other.example' }),
        },
      ),
    ]) {
      clientAuth = wrong;
      await assert.rejects(push(DPoP), { error: 'invalid_client' });
    }
    clientAuth = right;
  });
});
