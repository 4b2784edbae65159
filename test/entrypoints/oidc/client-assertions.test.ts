import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { exportSPKI, importJWK } from 'jose';
import { makeAppKeys } from './clients/app-keys.ts';
import { APP_KEYS, RSA_APP_KEYS } from './support/app-clients.ts';
import { assertError } from './support/assert-refused.ts';
import { getCode, redemptionOf } from './support/code-flow.ts';
import type { ProtocolAnswer } from './support/issuer-caller.ts';
import { SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { assertionFields, type JwtChanges, makeAssertion } from './support/make-jwt.ts';

const stage = useIssuerStage();

const STRANGER_KEYS = await makeAppKeys('ES256', APP_KEYS.keyId);

interface Case extends JwtChanges {
  readonly clientId?: string;
  readonly audience?: string;
}

/** Proves itself at the introspection endpoint, where nothing else can go wrong. */
async function send(changes: Case = {}, keys = APP_KEYS): Promise<ProtocolAnswer> {
  const at = stage().at();
  const { clientId = 'signed', audience = at.issuer } = changes;
  const assertion = await makeAssertion(keys, { clientId, audience }, changes);
  return at.post('/token/introspection', { token: 'x', ...assertionFields(assertion) });
}

const now = () => Math.floor(Date.now() / 1000);

test('row 26: a good assertion is taken, for the issuer and for the endpoint that it is sent to', async () => {
  const { issuer } = stage().at();
  for (const audience of [issuer, `${issuer}/token`, `${issuer}/token/introspection`]) {
    assert.equal((await send({ audience })).status, 200, audience);
  }
  assert.equal((await send({ clientId: 'signed-rsa' }, RSA_APP_KEYS)).status, 200);
});

const BAD_HEADERS: Readonly<Record<string, () => Promise<JwtChanges>>> = {
  'the algorithm none': async () => ({ header: { alg: 'none' } }),
  'the algorithm None': async () => ({ header: { alg: 'none', typ: 'None' } }),
  'another key under the same name': async () => ({ key: STRANGER_KEYS.privateKey }),
  'a key that nobody knows by name': async () => ({ header: { kid: 'nobody' }, key: STRANGER_KEYS.privateKey }),
  'the name of a file as that of the key': async () => ({
    header: { kid: '../../../../dev/null' },
    key: STRANGER_KEYS.privateKey,
  }),
  'a key that it brings along (jwk)': async () => ({
    header: { kid: undefined, jwk: STRANGER_KEYS.jwks.keys[0] },
    key: STRANGER_KEYS.privateKey,
  }),
  'the address of a key (jku)': async () => ({
    header: { kid: 'stranger', jku: `${stage().simulator.url}/keys` },
    key: STRANGER_KEYS.privateKey,
  }),
  'the address of a certificate (x5u)': async () => ({
    header: { kid: 'stranger', x5u: `${stage().simulator.url}/chain` },
    key: STRANGER_KEYS.privateKey,
  }),
  'a certificate that it brings along (x5c)': async () => ({
    header: { kid: 'stranger', x5c: ['MIIB'] },
    key: STRANGER_KEYS.privateKey,
  }),
};

for (const [what, make] of Object.entries(BAD_HEADERS)) {
  test(`row 26: an assertion with ${what} is refused`, async () => {
    assertError(await send(await make()), 401, 'invalid_client');
  });
}

test('row 26: an assertion that is signed by the public key, as if that were a secret, is refused', async () => {
  const [jwk = {}] = RSA_APP_KEYS.jwks.keys;
  const publicKey = (await importJWK({ ...jwk } as never, 'RS256')) as CryptoKey;
  const texts = [
    await exportSPKI(publicKey),
    JSON.stringify(jwk),
    String(createPublicKey({ key: { ...jwk } as never, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' })),
  ];
  for (const alg of ['HS256', 'HS384', 'HS512']) {
    for (const text of texts) {
      const changes = { clientId: 'signed-rsa', header: { alg }, key: new TextEncoder().encode(text) };
      assertError(await send(changes, RSA_APP_KEYS), 401, 'invalid_client');
    }
  }
});

test('row 26: an assertion that is not bound to one request is refused', async () => {
  const { issuer } = stage().at();
  const elsewhere = stage().at(SISTER).issuer;
  const bad: Readonly<Record<string, Record<string, unknown>>> = {
    'without exp': { exp: undefined },
    'with exp as a text': { exp: String(now() + 60) },
    'without jti': { jti: undefined },
    'with an empty jti': { jti: '' },
    'with jti as a list': { jti: ['x'] },
    'without iss': { iss: undefined },
    'with another iss': { iss: 'web' },
    'without sub': { sub: undefined },
    'with another sub': { sub: 'fapi' },
    'without aud': { aud: undefined },
    'with an empty aud': { aud: [] },
    'for another white label': { aud: elsewhere },
    'for the token endpoint of another white label': { aud: `${elsewhere}/token` },
    'for somebody else': { aud: 'https://api.example' },
    'for an address that begins alike': { aud: `${issuer}.evil.example` },
    'for the issuer with a slash': { aud: `${issuer}/` },
  };
  for (const [what, claims] of Object.entries(bad)) {
    const answer = await send({ claims });
    assert.ok([400, 401].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
    assert.match(String(answer.body.error), /^invalid_(client|request)$/, what);
  }
});

test('row 26: an assertion works once, at whichever endpoint', async () => {
  const at = stage().at();
  const form = {
    token: 'x',
    ...assertionFields(await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at.issuer })),
  };
  assert.equal((await at.post('/token/introspection', form)).status, 200);
  for (const path of ['/token/introspection', '/token/revocation', '/request'])
    assertError(await at.post(path, form), 401, 'invalid_client');
  assertError(await at.token({ ...form, grant_type: 'refresh_token', refresh_token: 'x' }), 401, 'invalid_client');
});

test('row 26: of twenty uses of one assertion at once one succeeds', async () => {
  const at = stage().at();
  const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at.issuer });
  const form = { token: 'x', ...assertionFields(assertion) };
  const answers = await Promise.all(Array.from({ length: 20 }, () => at.post('/token/introspection', form)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array.from({ length: 19 }, () => 401)]);
});

test('rows 26 and 28: an assertion for one white label is worth nothing at another', async () => {
  const { at } = stage();
  const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at().issuer });
  const form = { token: 'x', ...assertionFields(assertion) };
  assertError(await at(SISTER).post('/token/introspection', form), 401, 'invalid_client');
  assert.equal((await at().post('/token/introspection', form)).status, 200, 'and is not spent there');
});

test('row 26: whatever else stands where an assertion should is refused', async () => {
  const { at, newBrowser } = stage();
  const { body } = await at().token(redemptionOf(await getCode(at(), newBrowser())), {
    Authorization: `Basic ${Buffer.from('web:the-secret-of-an-app').toString('base64')}`,
  });
  const texts = ['', 'x', 'x.y.z', '..', 'e30.e30.', 'e30.e30.e30', 'a.b.c.d.e', '{}', 'null', String(body.id_token)];
  for (const text of texts) {
    const answer = await at().post('/token/introspection', { token: 'x', ...assertionFields(text) });
    assert.ok([400, 401].includes(answer.status), `${text}: ${answer.status}`);
  }
  const good = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at().issuer });
  for (const client_assertion_type of ['', 'x', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer']) {
    const form = { token: 'x', client_assertion: good, client_assertion_type };
    assertError(await at().post('/token/introspection', form), 400, 'invalid_request');
  }
});

for (const clientId of ['signed', 'fapi'] as const) {
  test(`row 27: clocks that are off by ten seconds are believed, by sixty not (${clientId})`, async () => {
    const off = (seconds: number) => [
      { iat: now() + seconds, exp: now() + seconds + 60 },
      { nbf: now() + seconds, iat: now() + seconds, exp: now() + seconds + 60 },
      { nbf: now() + seconds },
    ];
    for (const claims of [...off(10), { iat: now() - 70, exp: now() - 10 }])
      assert.equal((await send({ clientId, claims })).status, 200, JSON.stringify(claims));
    for (const claims of [...off(60), { iat: now() - 120, exp: now() - 60 }])
      assertError(await send({ clientId, claims }), 401, 'invalid_client');
  });
}

test('numbers beyond all times are no reason to fail', async () => {
  for (const claims of [
    { exp: 1e300 },
    { exp: 2 ** 53 },
    { exp: -1 },
    { iat: -1e300 },
    { nbf: 1e300 },
    { iat: 1e300 },
  ]) {
    const answer = await send({ claims });
    assert.ok(answer.status < 500, `${JSON.stringify(claims)}: ${answer.text}`);
  }
});

test('row 26: the fapi2 profile takes neither RS256 nor any audience but the issuer', async () => {
  const { issuer } = stage().at();
  assert.equal((await send({ clientId: 'fapi' })).status, 200);
  for (const audience of [`${issuer}/token`, `${issuer}/token/introspection`])
    assertError(await send({ clientId: 'fapi', audience }), 401, 'invalid_client');
  assertError(await send({ clientId: 'fapi', claims: { aud: [issuer] } }), 401, 'invalid_client');
});
