import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from '../../support/trader-browser.ts';
import { getTokens } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();

const OWN = 'https://spa.example';
const OTHERS = [
  ...['https://evil.example', 'null', 'https://app.example', 'http://spa.example', 'https://spa.example:8443'],
  ...['https://spa.example.evil.example', 'https://x.spa.example', 'https://SPA.example', 'https://spa.example/'],
];
const REFRESH = { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'public' };

test('an app in a browser may read what it asks for from its own origin', async () => {
  const { headers, status } = await stage().at().token(REFRESH, { Origin: OWN });
  assert.equal(status, 400);
  assert.equal(headers['access-control-allow-origin'], OWN);
  assert.match(headers.vary ?? '', /origin/i);
});

for (const origin of OTHERS) {
  test(`from ${origin} nobody may read the answer of another app`, async () => {
    const { at, newBrowser } = stage();
    const { access_token } = await getTokens(at(), newBrowser(), { client_id: 'public' });
    const answers = [
      await at().token(REFRESH, { Origin: origin }),
      await at().get('/me', { Origin: origin, Authorization: `Bearer ${access_token}` }),
      await at().post('/token/revocation', { token: access_token, client_id: 'public' }, { Origin: origin }),
      await at().post('/request', { client_id: 'public' }, { Origin: origin }),
    ];
    for (const { headers, body, status } of answers) {
      assert.equal(headers['access-control-allow-origin'], undefined);
      assert.ok(status >= 400, 'and nothing is done');
      assert.equal(body.sub, undefined);
    }
  });
}

test('an app on a device has no origin, and pages that have none either do not pass for it', async () => {
  const answer = await stage()
    .at()
    .token({ ...REFRESH, client_id: 'native' }, { Origin: 'null' });
  assert.deepEqual([answer.status, answer.headers['access-control-allow-origin']], [400, undefined]);
});

test('nobody may read the answers of a confidential client, not even its own origin', async () => {
  const at = stage().at();
  for (const origin of [OWN, 'https://app.example', 'https://evil.example']) {
    for (const answer of [
      await at.token({ grant_type: 'client_credentials' }, { Origin: origin, ...basic('back-end') }),
      await at.introspect('x', { Origin: origin, ...basic('web') }),
    ])
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
  }
});

test('cookies are never let through to another origin', async () => {
  const at = stage().at();
  const preflight = { 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'dpop, x-other' };
  for (const path of [
    '/token',
    '/me',
    '/jwks',
    '/token/revocation',
    '/request',
    '/.well-known/openid-configuration',
    '/auth',
  ]) {
    for (const origin of [OWN, ...OTHERS]) {
      const asked = await send(at.issuer + path, { method: 'OPTIONS', headers: { Origin: origin, ...preflight } });
      assert.equal(asked.headers['access-control-allow-credentials'], undefined, `${path} ${origin}`);
      assert.ok(asked.status < 500);
    }
  }
  const page = await at.get('/auth', { Origin: OWN });
  assert.equal(page.headers['access-control-allow-origin'], undefined, 'pages are for nobody to read');
});

test('what is public may be read from everywhere', async () => {
  const at = stage().at();
  for (const path of ['/jwks', '/.well-known/openid-configuration']) {
    const { headers, status } = await at.get(path, { Origin: 'https://evil.example' });
    assert.deepEqual([status, headers['access-control-allow-origin']], [200, 'https://evil.example']);
  }
});

for (const path of ['/token', '/token/introspection', '/token/revocation', '/request']) {
  test(`other methods than POST do nothing at ${path}`, async () => {
    const { issuer } = stage().at();
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      const answer = await send(issuer + path, { method, headers: basic('back-end') });
      assert.equal(answer.status, 404, method);
    }
  });
}
