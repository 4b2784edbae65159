import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { PUBLIC_URI, REDIRECT_URI, RESOURCE } from './support/app-clients.ts';
import { assertError, assertErrorPage } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();

const RESPONSE_TYPES = [
  ...['token', 'id_token', 'none', 'code token', 'code id_token', 'id_token token', 'code id_token token'],
  ...['CODE', 'nothing', ''],
];

for (const responseType of RESPONSE_TYPES) {
  test(`row 18: the response type "${responseType}" is refused`, async () => {
    for (const client_id of ['web', 'public', 'native']) {
      const redirect_uri = { web: REDIRECT_URI, public: PUBLIC_URI }[client_id] ?? 'http://127.0.0.1/native';
      const request = goodRequest(newVerifier(), { client_id, redirect_uri, response_type: responseType, nonce: 'n' });
      const answer = await stage().at().authorize(request);
      assert.equal(answer.status, 303);
      const { location = '' } = answer.headers;
      assert.ok(location.startsWith(redirect_uri));
      assert.match(location, /[?#]error=(unsupported_response_type|invalid_request|unauthorized_client)&/);
      assert.doesNotMatch(location, /[?#&](code|access_token|id_token)=/);
    }
  });
}

const OTHER_GRANTS: Readonly<Record<string, Fields>> = {
  password: { username: 'trader@example.com', password: 'Sandbox-Trader-1', scope: 'openid' },
  implicit: {},
  device_code: { device_code: 'x' },
  'urn:ietf:params:oauth:grant-type:device_code': { device_code: 'x' },
  'urn:openid:params:grant-type:ciba': { auth_req_id: 'x' },
  'urn:ietf:params:oauth:grant-type:jwt-bearer': { assertion: 'x.y.z' },
  'urn:ietf:params:oauth:grant-type:saml2-bearer': { assertion: 'x' },
  'urn:ietf:params:oauth:grant-type:token-exchange': { subject_token: 'x' },
  Authorization_Code: { code: 'x' },
  __proto__: {},
  constructor: {},
  '': {},
};

for (const [grantType, fields] of Object.entries(OTHER_GRANTS)) {
  test(`row 18: the grant type "${grantType}" is refused to every client`, async () => {
    for (const client of ['web', 'back-end', 'auto']) {
      const answer = await stage()
        .at()
        .token({ grant_type: grantType, ...fields }, basic(client));
      assertError(answer, 400, grantType === '' ? 'invalid_request' : 'unsupported_grant_type');
    }
  });
}

test('row 18: there is no endpoint for devices, back-channel log-ins or registration', async () => {
  const at = stage().at();
  const paths = ['/device', '/device/auth', '/backchannel', '/reg', '/reg/web', '/challenge', '/cdn-cgi', '/.git'];
  for (const path of paths) {
    assert.equal((await at.get(path)).status, 404, path);
    assert.equal((await at.post(path, { client_id: 'web' }, basic('web'))).status, 404, path);
  }
  const { body } = await at.get('/.well-known/openid-configuration');
  for (const name of Object.keys(body)) assert.doesNotMatch(name, /device|backchannel_auth|registration/);
});

/** What a client may not use although others may. */
const NOT_ITS_OWN: readonly (readonly [string, Fields])[] = [
  ['web', { grant_type: 'client_credentials' }],
  ['web', { grant_type: 'client_credentials', scope: 'crm_api' }],
  ['web', { grant_type: ONE_TIME_TOKEN_GRANT, token: 'ot_x' }],
  ['code-only', { grant_type: 'refresh_token', refresh_token: 'x' }],
  ['back-end', { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI, code_verifier: 'x' }],
  ['back-end', { grant_type: 'refresh_token', refresh_token: 'x' }],
];

test('row 23: a grant type that the client was not registered with is refused', async () => {
  for (const [client, form] of NOT_ITS_OWN) {
    assertError(await stage().at().token(form, basic(client)), 400, ['unauthorized_client', 'invalid_request']);
  }
});

test('rows 3 and 23: a refused exchange of a one-time token does not burn it', async () => {
  const { at, app } = stage();
  const broker = app.brokers.get('tradingtech_main');
  const token = await app.access.issueSignInToken(broker, 10345533, false);
  const form = { grant_type: ONE_TIME_TOKEN_GRANT, token };
  assertError(await at().token(form, basic('web')), 400);
  assertError(await at().token(form, basic('back-end', 'not-the-secret-of-an-app')), 401);
  assertError(await at().token({ ...form, scope: 'openid payments' }, basic('back-end')), 400, 'invalid_scope');
  assertError(await at('financialhouse_main').token(form, basic('back-end')), 400, 'invalid_grant');
  assert.equal((await at().token(form, basic('back-end'))).status, 200);
  assertError(await at().token(form, basic('back-end')), 400, 'invalid_grant');
});

test('row 23: a client without the code grant cannot send a trader here', async () => {
  const at = stage().at();
  const request = goodRequest(newVerifier(), { client_id: 'back-end' });
  assertErrorPage(await at.authorize(request), REDIRECT_URI);
  assertError(await at.push(request, basic('back-end')), 400);
});

test('row 23: a client that may not refresh gets no refresh token, whatever it asks for', async () => {
  const { at, newBrowser } = stage();
  const asked = await at().authorize(goodRequest(newVerifier(), { client_id: 'code-only', ...OFFLINE }));
  assert.match(asked.headers.location ?? '', /error=invalid_scope/);
  const tokens = await getTokens(at(), newBrowser(), { client_id: 'code-only', prompt: 'consent' });
  assert.equal(tokens.refresh_token, undefined);
});

for (const mode of [
  'fragment',
  'web_message',
  'jwt',
  'query.jwt',
  'form_post.jwt',
  'okta_post_message',
  'QUERY',
  'x',
]) {
  test(`row 23: the response mode "${mode}" is refused`, async () => {
    const { at, newBrowser } = stage();
    const browser = newBrowser();
    await getCode(at(), browser);
    const { url } = await browser.open(at().authorizeUrl(goodRequest(newVerifier(), { response_mode: mode })));
    assert.ok(url.startsWith(REDIRECT_URI), url);
    assert.match(url, /[?#]error=(invalid_request|unsupported_response_mode)&/);
    assert.doesNotMatch(url, /[?#&]code=/);
  });
}

test('row 23: discovery names the response modes that are taken, and no others', async () => {
  const { body } = await stage().at().get('/.well-known/openid-configuration');
  assert.deepEqual(body.response_modes_supported, ['query', 'form_post']);
});

test('row 23: each scope is allowed or refused by client', async () => {
  const at = stage().at();
  const told = async (client_id: string, scope: string) => {
    const { headers } = await at.authorize(goodRequest(newVerifier(), { client_id, scope, prompt: 'none' }));
    return new URL(headers.location ?? '').searchParams.get('error');
  };
  assert.equal(await told('web', 'openid profile email accounts'), 'login_required');
  for (const scope of ['trading', 'payments', 'crm_api']) {
    assert.equal(await told('web', `openid ${scope}`), 'invalid_scope', scope);
  }
  for (const scope of ['profile', 'email', 'accounts']) {
    assert.equal(await told('code-only', `openid ${scope}`), 'invalid_scope', scope);
  }
});

test('row 23: a back end gets the scopes that it was registered with, and none that needs a trader', async () => {
  const at = stage().at();
  const ask = (scope: string) => at.token({ grant_type: 'client_credentials', scope }, basic('back-end'));
  const given = await ask('crm_api');
  assert.equal(given.status, 200);
  assert.equal(given.body.scope, 'crm_api');
  for (const scope of ['payments', 'crm_api trading', 'crm_api offline_access'])
    assertError(await ask(scope), 400, 'invalid_scope');
  assert.equal((await ask('nothing')).body.scope, undefined, 'what nobody knows is passed over');
  const { body } = await ask('openid email');
  const token = String(body.access_token);
  assert.equal((await at.userinfo(token)).status, 401);
  const { url } = stage();
  assert.equal((await platformCaller(url, MAIN).generate(token, 10345533)).status, 403, 'it does not allow calls 4.x');
});

test('row 23: a refresh narrows the scopes and cannot widen them', async () => {
  const { at, newBrowser } = stage();
  const { refresh_token } = await getTokens(at(), newBrowser(), OFFLINE);
  const ask = (scope: string) => at().token({ grant_type: 'refresh_token', refresh_token, scope }, basic('web'));
  for (const scope of ['openid profile', 'openid accounts', 'crm_api'])
    assertError(await ask(scope), 400, 'invalid_scope');
  const narrowed = await ask('openid');
  assert.equal(narrowed.status, 200);
  assert.equal(narrowed.body.scope, 'openid');
});

test('row 23: a client may name the resource servers that it was registered with, and no others', async () => {
  const { at, newBrowser } = stage();
  const ask = (client_id: string, resource: string) =>
    at().authorize(goodRequest(newVerifier(), { client_id, resource, prompt: 'none' }));
  assert.match((await ask('api-user', RESOURCE)).headers.location ?? '', /error=login_required/);
  for (const resource of [
    `${RESOURCE}/`,
    'https://evil.example/',
    'nothing',
    `${RESOURCE}#x`,
    'https://api.example/v2',
  ])
    assert.match((await ask('api-user', resource)).headers.location ?? '', /error=invalid_target/, resource);
  assert.match((await ask('web', RESOURCE)).headers.location ?? '', /error=invalid_target/);
  const issued = await getCode(at(), newBrowser(), {
    client_id: 'api-user',
    resource: RESOURCE,
    scope: 'openid email',
  });
  assertError(await redeem(at(), issued, { resource: 'https://evil.example/' }), 400, 'invalid_target');
});

test('row 23: request objects and registrations of the moment are not taken', async () => {
  const at = stage().at();
  const others: readonly (readonly [Fields, RegExp])[] = [
    [{ request: 'x.y.z' }, /error=request_not_supported/],
    [{ request_uri: 'https://evil.example/request.jwt' }, /error=(request_uri_not_supported|invalid_request_uri)/],
    [{ registration: '{}' }, /error=registration_not_supported/],
  ];
  for (const [more, error] of others) {
    assert.match((await at.authorize(goodRequest(newVerifier(), more))).headers.location ?? '', error);
  }
});
