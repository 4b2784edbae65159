import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { APP_KEYS } from './support/app-clients.ts';
import { assertError, assertErrorPage } from './support/assert-refused.ts';
import { getCode, goodRequest, newVerifier, OFFLINE, redemptionOf } from './support/code-flow.ts';
import { basic, type ProtocolAnswer } from './support/issuer-caller.ts';
import { SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { assertionFields, type JwtChanges, makeAssertion, makeDpopProof } from './support/make-jwt.ts';

const stage = useIssuerStage();

const OWN = await generateKeyPair('ES256', { extractable: true });
const STOLEN = await generateKeyPair('ES256', { extractable: true });
const RSA = await generateKeyPair('RS256', { extractable: true });

const tokenUrl = () => `${stage().at().issuer}/token`;
const proofFor = (changes?: JwtChanges, keys = OWN) =>
  makeDpopProof(keys, { method: 'POST', url: tokenUrl() }, changes);

/** Redeems a code of the client that is bound to a key. */
async function redeemBound(proof: string | undefined, code: string, verifier: string): Promise<ProtocolAnswer> {
  const issued = { code, verifier, clientId: 'bound', redirectUri: 'https://app.example/callback', answer: {} };
  const headers = { ...basic('bound'), ...(proof === undefined ? {} : { DPoP: proof }) };
  return stage().at().token(redemptionOf(issued), headers);
}

async function getBoundTokens(): Promise<{ access_token: string; refresh_token: string }> {
  const { at, newBrowser } = stage();
  const { code, verifier } = await getCode(at(), newBrowser(), { client_id: 'bound', ...OFFLINE });
  const answer = await redeemBound(await proofFor(), code, verifier);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.token_type, 'DPoP');
  return answer.body as never;
}

const jwkOf = async (key: CryptoKey) => ({ ...(await exportJWK(key)) });

const BAD_PROOFS: Readonly<Record<string, () => Promise<string>>> = {
  'for another method': () => proofFor({ claims: { htm: 'GET' } }),
  'for a method in small letters': () => proofFor({ claims: { htm: 'post' } }),
  'without a method': () => proofFor({ claims: { htm: undefined } }),
  'for another endpoint': () => proofFor({ claims: { htu: `${stage().at().issuer}/me` } }),
  'for another white label': () => proofFor({ claims: { htu: `${stage().at(SISTER).issuer}/token` } }),
  'for another host': () => proofFor({ claims: { htu: 'https://evil.example/token' } }),
  'without an address': () => proofFor({ claims: { htu: undefined } }),
  'without iat': () => proofFor({ claims: { iat: undefined } }),
  'with iat as a text': () => proofFor({ claims: { iat: String(Math.floor(Date.now() / 1000)) } }),
  'without jti': () => proofFor({ claims: { jti: undefined } }),
  'of another typ': () => proofFor({ header: { typ: 'JWT' } }),
  'without typ': () => proofFor({ header: { typ: undefined } }),
  'with the algorithm none': () => proofFor({ header: { alg: 'none' } }),
  'with the algorithm RS256': async () => proofFor({ header: { alg: 'RS256' } }, RSA),
  'with a symmetric key': async () => {
    const secret = new TextEncoder().encode('a-secret-of-thirty-two-characters');
    const jwk = { kty: 'oct', k: Buffer.from(secret).toString('base64url') };
    return proofFor({ header: { alg: 'HS256', jwk }, key: secret });
  },
  'with the private key in its header': async () => proofFor({ header: { jwk: await jwkOf(OWN.privateKey) } }),
  'without a key': () => proofFor({ header: { jwk: undefined } }),
  'with the name of a key in place of the key': () => proofFor({ header: { jwk: undefined, kid: 'app-key' } }),
  'signed by another key': () => proofFor({ key: STOLEN.privateKey }),
  'with a nonce that nobody gave': () => proofFor({ claims: { nonce: 'x' } }),
  'that is no JWT': async () => 'x',
  'that comes twice': async () => `${await proofFor()}, ${await proofFor()}`,
  'that is empty in all parts': async () => '..',
};

for (const [what, make] of Object.entries(BAD_PROOFS)) {
  test(`row 26: a proof ${what} is refused, and the code is not burnt`, async () => {
    const { at, newBrowser } = stage();
    const { code, verifier } = await getCode(at(), newBrowser(), { client_id: 'bound' });
    assertError(await redeemBound(await make(), code, verifier), 400, 'invalid_dpop_proof');
    assert.equal((await redeemBound(await proofFor(), code, verifier)).status, 200);
  });
}

test('row 26: a client that is bound to a key gets nothing without a proof', async () => {
  const { at, newBrowser } = stage();
  const { code, verifier } = await getCode(at(), newBrowser(), { client_id: 'bound' });
  assertError(await redeemBound(undefined, code, verifier), 400);
  assert.equal((await redeemBound(await proofFor(), code, verifier)).status, 200);
});

test('row 26: a proof works once', async () => {
  const { at, newBrowser } = stage();
  const proof = await proofFor();
  const first = await getCode(at(), newBrowser(), { client_id: 'bound' });
  const second = await getCode(at(), newBrowser(), { client_id: 'bound' });
  assert.equal((await redeemBound(proof, first.code, first.verifier)).status, 200);
  assertError(await redeemBound(proof, second.code, second.verifier), 400, ['invalid_grant', 'invalid_dpop_proof']);
});

test('row 27: a proof that is off by ten seconds is believed, by sixty not', async () => {
  const { at, newBrowser } = stage();
  const iat = (off: number) => Math.floor(Date.now() / 1000) + off;
  const issued = await getCode(at(), newBrowser(), { client_id: 'bound' });
  for (const off of [-60, 60, -3600, 3600]) {
    const proof = await proofFor({ claims: { iat: iat(off) } });
    assertError(await redeemBound(proof, issued.code, issued.verifier), 400, 'invalid_dpop_proof');
  }
  for (const off of [-10, 10]) {
    const { code, verifier } = await getCode(at(), newBrowser(), { client_id: 'bound' });
    assert.equal((await redeemBound(await proofFor({ claims: { iat: iat(off) } }), code, verifier)).status, 200);
  }
});

test('row 26: a token that is bound to a key is worth nothing with another, or with none', async () => {
  const { access_token } = await getBoundTokens();
  const { at } = stage();
  const url = `${at().issuer}/me`;
  const show = async (changes: JwtChanges = {}, keys = OWN, scheme = 'DPoP', accessToken = access_token) => {
    const proof = await makeDpopProof(keys, { method: 'GET', url, accessToken }, changes);
    return (await at().get('/me', { Authorization: `${scheme} ${access_token}`, DPoP: proof })).status;
  };
  assert.equal(await show(), 200);
  assert.equal(await show({}, STOLEN), 401, 'another key');
  assert.equal(await show({ claims: { ath: undefined } }), 401, 'without ath');
  assert.equal(await show({}, OWN, 'DPoP', 'another-token'), 401, 'for another token');
  assert.ok([400, 401].includes(await show({}, OWN, 'Bearer')), 'as a bearer token');
  assert.equal(await show({ claims: { iat: Math.floor(Date.now() / 1000) - 60 } }), 401, 'an old proof');
  for (const scheme of ['Bearer', 'DPoP']) {
    const answer = await at().get('/me', { Authorization: `${scheme} ${access_token}` });
    assert.ok([400, 401].includes(answer.status), `without a proof, as ${scheme}`);
    assert.equal(answer.body.sub, undefined);
  }
});

test('row 26: a proof at the userinfo endpoint works once', async () => {
  const { access_token } = await getBoundTokens();
  const { at } = stage();
  const proof = await makeDpopProof(OWN, { method: 'GET', url: `${at().issuer}/me`, accessToken: access_token });
  const headers = { Authorization: `DPoP ${access_token}`, DPoP: proof };
  assert.equal((await at().get('/me', headers)).status, 200);
  assert.equal((await at().get('/me', headers)).status, 401);
});

test('row 26: a refresh token of a public client stays with its key', async () => {
  const { at, newBrowser } = stage();
  const issued = await getCode(at(), newBrowser(), { client_id: 'public', ...OFFLINE });
  const form = { client_id: 'public', ...redemptionOf(issued) };
  const { body } = await at().token(form, { DPoP: await proofFor() });
  const refresh = (headers: Record<string, string>) =>
    at().token(
      { grant_type: 'refresh_token', client_id: 'public', refresh_token: String(body.refresh_token) },
      headers,
    );
  assertError(await refresh({}), 400, ['invalid_grant', 'invalid_dpop_proof', 'invalid_request']);
  assertError(await refresh({ DPoP: await proofFor({}, STOLEN) }), 400, ['invalid_grant', 'invalid_dpop_proof']);
  assert.equal((await refresh({ DPoP: await proofFor() })).status, 200);
});

test('row 26: a code that was asked for with a key is redeemed with that key alone', async () => {
  const { at, newBrowser } = stage();
  const jkt = async (keys: typeof OWN) => calculateJwkThumbprint(await exportJWK(keys.publicKey));
  const ask = async () => getCode(at(), newBrowser(), { client_id: 'bound', dpop_jkt: await jkt(OWN) });
  const [stolen, own] = [await ask(), await ask()];
  assertError(await redeemBound(await proofFor({}, STOLEN), stolen.code, stolen.verifier), 400);
  assert.equal((await redeemBound(await proofFor(), own.code, own.verifier)).status, 200);
});

test('the fapi2 profile takes only pushed requests, and gives no token without a key', async () => {
  const { at, newBrowser } = stage();
  const request = goodRequest(newVerifier(), { client_id: 'fapi' });
  const direct = await at().authorize(request);
  assert.ok(direct.headers.location === undefined || /[?&]error=invalid_request/.test(direct.headers.location));
  const signed = async () =>
    assertionFields(await makeAssertion(APP_KEYS, { clientId: 'fapi', audience: at().issuer }));
  const verifier = newVerifier();
  const pushed = await at().push({ ...goodRequest(verifier, { client_id: 'fapi' }), ...(await signed()) });
  assert.equal(pushed.status, 201, pushed.text);
  const url = at().authorizeUrl({ client_id: 'fapi', request_uri: String(pushed.body.request_uri) });
  const left = await newBrowser().logIn(url);
  const code = left.searchParams.get('code') ?? '';
  const issued = { code, verifier, clientId: 'fapi', redirectUri: 'https://app.example/callback', answer: {} };
  assertError(await at().token({ ...redemptionOf(issued), ...(await signed()) }), 400);
  const headers = { DPoP: await proofFor() };
  assert.equal((await at().token({ ...redemptionOf(issued), ...(await signed()) }, headers)).status, 200);
  for (const request_uri of [
    String(pushed.body.request_uri),
    'urn:ietf:params:oauth:request_uri:x',
    'https://x.example/',
  ])
    assertErrorPage(await at().authorize({ client_id: 'fapi', request_uri }));
});

test('row 26: keys that are no keys are refused in form', async () => {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  const good = await exportJWK(publicKey);
  const offCurve = { ...good, x: good.y };
  const tiny = createPublicKey(
    createPrivateKey(
      generateKeyPairSync('rsa', {
        modulusLength: 1024,
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    ),
  ).export({ format: 'jwk' });
  const { at } = stage();
  for (const jwk of [
    offCurve,
    tiny,
    {},
    [],
    'x',
    null,
    { kty: 'EC', crv: 'P-256', x: '', y: '' },
    { kty: 'oct', k: '' },
  ]) {
    const proof = await proofFor({ header: { jwk } });
    const answer = await at().token(
      { grant_type: 'refresh_token', refresh_token: 'x' },
      { ...basic('web'), DPoP: proof },
    );
    assert.equal(answer.status, 400, answer.text);
  }
});
