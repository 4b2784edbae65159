import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { platformCaller } from '../../support/platform-caller.ts';
import { APP_KEYS, RESOURCE } from './support/app-clients.ts';
import { assertError } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt, signJwt } from './support/make-jwt.ts';

const stage = useIssuerStage();

async function keysOf(brokerName: string) {
  const { body } = await stage().at(brokerName).get('/jwks');
  return createLocalJWKSet(body as never);
}

async function resourceToken(): Promise<string> {
  const { at, newBrowser } = stage();
  const changes = { client_id: 'api-user', resource: RESOURCE, scope: 'openid email' };
  const issued = await getCode(at(), newBrowser(), changes);
  return String((await redeem(at(), issued, { resource: RESOURCE })).body.access_token);
}

test('row 26: a token for a resource server says of which kind it is and for whom, and verifies with its issuer’s keys alone', async () => {
  const token = await resourceToken();
  const { header, claims } = decodeJwt(token);
  assert.deepEqual([header.typ, header.alg, claims.aud], ['at+jwt', 'ES256', RESOURCE]);
  assert.deepEqual([claims.client_id, claims.iss], ['api-user', stage().at().issuer]);
  assert.deepEqual([claims.broker_name, typeof claims.jti], [MAIN, 'string']);
  const checks = { issuer: stage().at().issuer, audience: RESOURCE, typ: 'at+jwt', algorithms: ['ES256'] };
  await jwtVerify(token, await keysOf(MAIN), checks);
  await assert.rejects(jwtVerify(token, await keysOf(SISTER), checks));
});

test('row 26: such a token is for that server alone: the issuer and the calls 4.x do not take it', async () => {
  const { at, url, newBrowser } = stage();
  const token = await resourceToken();
  assert.equal((await at().userinfo(token)).status, 401);
  assert.equal((await platformCaller(url, MAIN).generate(token, 10345533)).status, 403);
  const { url: led } = await newBrowser().open(
    at().authorizeUrl(goodRequest(newVerifier(), { id_token_hint: token, prompt: 'none' })),
  );
  assert.match(led, /error=(invalid_request|login_required)/);
  const { body } = await at().token(
    { grant_type: 'urn:drawbridge:params:oauth:grant-type:one-time-token', token },
    basic('back-end'),
  );
  assert.equal(body.error, 'invalid_grant');
});

test('row 26: an ID token says for whom it is, and is taken neither as an access token nor as a crmApiToken', async () => {
  const { at, url, newBrowser } = stage();
  const { id_token } = await getTokens(at(), newBrowser());
  const checks = { issuer: at().issuer, audience: 'web', algorithms: ['ES256'] };
  await jwtVerify(id_token, await keysOf(MAIN), checks);
  await assert.rejects(jwtVerify(id_token, await keysOf(SISTER), checks));
  assert.equal((await at().userinfo(id_token)).status, 401);
  assert.notEqual((await at().introspect(id_token)).body.active, true);
  assert.equal((await platformCaller(url, MAIN).generate(id_token, 10345533)).status, 403);
});

test('row 26: an access token that somebody signed themselves is worth nothing', async () => {
  const { at } = stage();
  const { header, claims } = decodeJwt(await resourceToken());
  const forged = [
    await signJwt({ ...header, alg: 'none' }, claims, APP_KEYS.privateKey),
    await signJwt(header, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, jwk: APP_KEYS.jwks.keys[0] }, { ...claims, aud: at().issuer }, APP_KEYS.privateKey),
  ];
  for (const token of forged) {
    assert.equal((await at().userinfo(token)).status, 401);
    assert.notEqual((await at().introspect(token)).body.active, true);
  }
});

test('row 26: at the authorization endpoint a hint that is forged, changed or of another issuer is refused', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  const { id_token } = await getTokens(at(), browser);
  const { header, claims } = decodeJwt(id_token);
  const elsewhere = await getTokens(at(SISTER), newBrowser());
  const hints = [
    elsewhere.id_token,
    await signJwt({ ...header, alg: 'none' }, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, alg: 'HS256' }, claims, new TextEncoder().encode('the-secret-of-an-app')),
    await signJwt(header, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, jku: 'https://evil.example/jwks' }, claims, APP_KEYS.privateKey),
    'x.y.z',
    'x',
  ];
  for (const id_token_hint of hints) {
    const { url } = await browser.open(
      at().authorizeUrl(goodRequest(newVerifier(), { id_token_hint, prompt: 'none' })),
    );
    assert.match(url, /error=(invalid_request|login_required)/);
  }
  const good = await browser.open(
    at().authorizeUrl(goodRequest(newVerifier(), { id_token_hint: id_token, prompt: 'none' })),
  );
  assert.match(good.url, /[?&]code=/);
});

test('row 26: a hint of another client is refused', async () => {
  const { at, newBrowser } = stage();
  const browser = newBrowser();
  const { id_token } = await getTokens(at(), browser);
  const request = goodRequest(newVerifier(), { client_id: 'other-web', id_token_hint: id_token, prompt: 'none' });
  assert.match((await browser.open(at().authorizeUrl(request))).url, /error=invalid_request/);
});

test('tokens are opaque where nobody needs to read them, and long enough', async () => {
  const { at, newBrowser } = stage();
  const { access_token, refresh_token } = await getTokens(at(), newBrowser(), {
    scope: 'openid offline_access',
    prompt: 'consent',
  });
  for (const token of [access_token, refresh_token]) assert.match(token, /^[\w-]{43,}$/);
  assertError(
    await at().token({ grant_type: 'refresh_token', refresh_token: access_token }, basic('web')),
    400,
    'invalid_grant',
  );
  assert.equal((await at().userinfo(refresh_token)).status, 401);
});

test('row 26: a token may stand in the header or the body, not in the address', async () => {
  const { at, newBrowser } = stage();
  const { access_token } = await getTokens(at(), newBrowser());
  assert.equal((await at().post('/me', { access_token })).status, 200);
  const asked = await at().get(`/me?access_token=${access_token}`);
  assert.ok([400, 401].includes(asked.status));
  const twice = await at().post('/me', { access_token }, { Authorization: `Bearer ${access_token}` });
  assert.equal(twice.status, 400);
});
