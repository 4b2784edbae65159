import assert from 'node:assert/strict';
import { test } from 'node:test';
import { APP_KEYS, APP_SECRET } from './support/app-clients.ts';
import { assertError } from './support/assert-refused.ts';
import { getCode, goodRequest, newVerifier, redeem, redemptionOf } from './support/code-flow.ts';
import { basic, type Fields, type IssuerCaller } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';
import { assertionFields, makeAssertion } from './support/make-jwt.ts';

const stage = useIssuerStage();

const CREDENTIALS = { grant_type: 'client_credentials', scope: 'crm_api' };

/** The endpoints at which a client proves itself; each with a form that is good but for that. */
const ENDPOINTS: readonly (readonly [string, Fields])[] = [
  ['/token', CREDENTIALS],
  ['/token/introspection', { token: 'x' }],
  ['/token/revocation', { token: 'x' }],
  ['/request', { response_type: 'code' }],
];

const asked = (at: IssuerCaller, more: Fields, headers: Fields = {}) => at.token({ ...CREDENTIALS, ...more }, headers);

test('a secret is taken from the header and from the body alike', async () => {
  const at = stage().at();
  assert.equal((await asked(at, {}, basic('back-end'))).status, 200);
  assert.equal((await asked(at, { client_id: 'back-end', client_secret: APP_SECRET })).status, 200);
  const encoded = APP_SECRET.replace('-', '%2D');
  assert.equal((await asked(at, {}, basic('back%2Dend', encoded))).status, 200, 'as RFC 6749, section 2.3.1, wants it');
});

test('two ways to prove oneself at once are refused, even where both are good', async () => {
  const at = stage().at();
  const both = { client_id: 'back-end', client_secret: APP_SECRET };
  assertError(await asked(at, both, basic('back-end')), 400, 'invalid_request');
  const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at.issuer });
  const signed = { token: 'x', ...assertionFields(assertion) };
  assertError(await at.post('/token/introspection', signed, basic('signed')), 400, 'invalid_request');
  const withSecret = { ...signed, client_id: 'signed', client_secret: APP_SECRET };
  assertError(await at.post('/token/introspection', withSecret), 400, 'invalid_request');
});

test('one name in the header and another in the body are refused', async () => {
  const at = stage().at();
  assertError(await asked(at, { client_id: 'web' }, basic('back-end')), 400, 'invalid_request');
  const assertion = await makeAssertion(APP_KEYS, { clientId: 'signed', audience: at.issuer });
  const form = { token: 'x', client_id: 'fapi', ...assertionFields(assertion) };
  assertError(await at.post('/token/introspection', form), 400, 'invalid_request');
});

const BAD_PROOFS: Readonly<Record<string, { fields?: Fields; headers?: Fields }>> = {
  'no proof': { fields: { client_id: 'back-end' } },
  'a wrong secret in the header': { headers: basic('back-end', 'not-the-secret-of-an-app') },
  'a wrong secret in the body': { fields: { client_id: 'back-end', client_secret: 'not-the-secret-of-an-app' } },
  'what stands where an engine would keep a secret': { headers: basic('back-end', 'kept-as-a-hash') },
  'another letter case': { headers: basic('back-end', APP_SECRET.toUpperCase()) },
  'a client that nobody knows': { headers: basic('nobody') },
  'a client without a secret': { headers: basic('public') },
  'a client that signs': { headers: basic('signed') },
  'a secret for a public client in the body': { fields: { client_id: 'public', client_secret: APP_SECRET } },
  'a client named like a part of a program': { headers: basic('__proto__') },
};

for (const [what, { fields = {}, headers = {} }] of Object.entries(BAD_PROOFS)) {
  test(`${what} is refused with 401 at every endpoint`, async () => {
    for (const [path, form] of ENDPOINTS) {
      const answer = await stage()
        .at()
        .post(path, { ...form, ...fields }, headers);
      assertError(answer, 401, 'invalid_client');
      if (headers.Authorization) assert.match(String(answer.headers['www-authenticate']), /^Basic realm=/);
    }
  });
}

test('a wrong secret and an unknown client get the same answer', async () => {
  const at = stage().at();
  const [wrong, unknown] = [
    await asked(at, {}, basic('back-end', 'not-the-secret')),
    await asked(at, {}, basic('nobody')),
  ];
  assert.equal(wrong.text, unknown.text);
  assert.deepEqual(Object.keys(wrong.headers).sort(), Object.keys(unknown.headers).sort());
});

for (const header of [
  'Basic',
  'Basic ',
  'Basic !!!!',
  'Basic YWJj',
  'Basic OnNlY3JldA==',
  'Bearer x',
  'Digest x',
  'x',
]) {
  test(`the header "${header}" is refused in the protocol's form`, async () => {
    for (const [path, form] of ENDPOINTS) {
      const { status, body } = await stage().at().post(path, form, { Authorization: header });
      assert.ok(status === 400 || status === 401, `${path}: ${status}`);
      assert.match(String(body.error), /^invalid_(request|client)$/);
    }
  });
}

test('credentials in the query of the address are not taken', async () => {
  const { at } = stage();
  const query = new URLSearchParams({ ...CREDENTIALS, client_id: 'back-end', client_secret: APP_SECRET });
  assertError(await at().post(`/token?${query}`, {}), 400, 'invalid_request');
  assertError(await at().post(`/token?${query}`, CREDENTIALS), 400, 'invalid_request');
});

test('the secret before the last one works until the overlap ends, and the one before that no more', async () => {
  const { at, app, clock } = stage();
  const broker = () => app.brokers.get(MAIN);
  const works = async (secret: string) => (await asked(at(), {}, basic('back-end', secret))).status === 200;
  const second = await app.oidcClients.rotateSecret(broker(), 'back-end', 3600);
  assert.deepEqual([await works(APP_SECRET), await works(second)], [true, true]);
  clock.advance(3_599_000);
  assert.deepEqual([await works(APP_SECRET), await works(second)], [true, true]);
  clock.advance(1000);
  assert.deepEqual([await works(APP_SECRET), await works(second)], [false, true]);
  const third = await app.oidcClients.rotateSecret(broker(), 'back-end', 3600);
  const fourth = await app.oidcClients.rotateSecret(broker(), 'back-end', 3600);
  assert.deepEqual([await works(second), await works(third), await works(fourth)], [false, true, true]);
  const fifth = await app.oidcClients.rotateSecret(broker(), 'back-end', 0);
  assert.deepEqual([await works(fourth), await works(fifth)], [false, true]);
});

test('a client that was switched off can do nothing, and what it got is worth nothing', async () => {
  const { at, app, newBrowser } = stage();
  const browser = newBrowser();
  const issued = await getCode(at(), browser, { client_id: 'other-web' });
  const waiting = await getCode(at(), browser, { client_id: 'other-web' });
  const { body } = await redeem(at(), issued);
  const token = String(body.access_token);
  assert.equal((await at().userinfo(token)).status, 200);
  await app.oidcClients.update(app.brokers.get(MAIN), 'other-web', { enabled: false });
  assertError(await redeem(at(), waiting), 401, 'invalid_client');
  assert.equal((await at().userinfo(token)).status, 401);
  assert.equal((await at().introspect(token)).body.active, false, 'another first-party client sees the same');
  const { authorizeUrl } = at();
  assert.equal((await browser.open(authorizeUrl(goodRequest(newVerifier(), { client_id: 'other-web' })))).status, 400);
  await app.oidcClients.update(app.brokers.get(MAIN), 'other-web', { enabled: true });
  assert.equal((await getCode(at(), browser, { client_id: 'other-web' })).code.length > 20, true);
});

test('row 6: another client neither gets anything for a code nor burns it', async () => {
  const { at, newBrowser } = stage();
  const issued = await getCode(at(), newBrowser(), { client_id: 'web' });
  for (const client of ['other-web', 'third-party', 'auto']) {
    assertError(await at().token(redemptionOf(issued), basic(client)), 400, 'invalid_grant');
  }
  assertError(await at().token(redemptionOf(issued), basic('web', 'not-the-secret-of-an-app')), 401, 'invalid_client');
  assertError(await at().token(redemptionOf(issued, { client_id: 'public' })), 400, 'invalid_grant');
  assert.equal((await redeem(at(), issued)).status, 200);
});

test('a client neither revokes nor, unless it is the broker’s own, looks into tokens of another', async () => {
  const { at, newBrowser } = stage();
  const { body } = await redeem(at(), await getCode(at(), newBrowser(), { client_id: 'web' }));
  const token = String(body.access_token);
  assert.equal((await at().introspect(token, basic('third-party'))).text, '{"active":false}');
  const refused = await at().revoke(token, basic('other-web'));
  assert.ok([200, 400].includes(refused.status));
  assert.equal((await at().introspect(token)).body.active, true, 'it is there as before');
  assert.equal((await at().revoke(token)).status, 200);
  assert.equal((await at().introspect(token)).body.active, false);
});
