import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PUBLIC_URI, REDIRECT_URI } from './support/app-clients.ts';
import { assertError, assertErrorRedirect } from './support/assert-refused.ts';
import { challengeOf, getCode, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();

/** Confidential clients have to as well. @see RFC 9700, section 2.1.1 */
const CLIENTS = [
  { id: 'web', kind: 'a confidential client', uri: REDIRECT_URI },
  { id: 'auto', kind: 'a client of the AutoShares profile', uri: REDIRECT_URI },
  { id: 'public', kind: 'a public client', uri: PUBLIC_URI },
] as const;

const BAD_CHALLENGES: Readonly<Record<string, Fields>> = {
  'no challenge at all': { code_challenge: '', code_challenge_method: '' },
  'a method without a challenge': { code_challenge: '' },
  'a challenge without a method, which would mean plain': { code_challenge_method: '' },
  'the method plain': { code_challenge_method: 'plain' },
  'the method S256 in small letters': { code_challenge_method: 's256' },
  'a method that nobody knows': { code_challenge_method: 'S512' },
  'a challenge that is too short': { code_challenge: 'short' },
  'a challenge that is too long': { code_challenge: 'x'.repeat(129) },
  'a challenge with other characters': { code_challenge: `${'x'.repeat(42)}=` },
};

for (const { id, kind, uri } of CLIENTS) {
  for (const [what, changes] of Object.entries(BAD_CHALLENGES)) {
    test(`row 17: ${what} is refused, of ${kind}`, async () => {
      const answer = await stage()
        .at()
        .authorize(goodRequest(newVerifier(), { client_id: id, ...changes }));
      assertErrorRedirect(answer, 'invalid_request', uri);
    });
  }

  test(`rows 6 and 17: without the verifier, or with another, ${kind} gets nothing, and the code is not burnt`, async () => {
    const { at, newBrowser } = stage();
    const issued = await getCode(at(), newBrowser(), { client_id: id });
    const challenge = challengeOf(issued.verifier);
    const wrong = ['', newVerifier(), challenge, `${issued.verifier}x`, issued.verifier.toUpperCase(), 'short'];
    for (const code_verifier of wrong) {
      assertError(await redeem(at(), issued, { code_verifier }), 400, ['invalid_grant', 'invalid_request']);
    }
    assert.equal((await redeem(at(), issued)).status, 200);
  });
}

test('row 17: a challenge that comes twice is refused', async () => {
  const at = stage().at();
  const request = Object.entries(goodRequest(newVerifier()));
  for (const more of [
    ['code_challenge', challengeOf(newVerifier())],
    ['code_challenge_method', 'plain'],
  ] as const) {
    assertErrorRedirect(await at.authorize([...request, more]), 'invalid_request', REDIRECT_URI);
  }
});

test('row 17: a verifier that comes twice is refused, and does not burn the code', async () => {
  const { at, newBrowser } = stage();
  const issued = await getCode(at(), newBrowser());
  const form = [
    ['grant_type', 'authorization_code'],
    ['code', issued.code],
    ['redirect_uri', REDIRECT_URI],
    ['code_verifier', issued.verifier],
    ['code_verifier', newVerifier()],
  ] as const;
  assertError(await at().token(form, basic('web')), 400, 'invalid_request');
  assert.equal((await redeem(at(), issued)).status, 200);
});

test('row 17: a pushed request without a challenge is refused, and the browser cannot take one away', async () => {
  const { at, newBrowser } = stage();
  const bad = await at().push(goodRequest(newVerifier(), BAD_CHALLENGES['no challenge at all']), basic('web'));
  assertError(bad, 400, 'invalid_request');
  const verifier = newVerifier();
  const pushed = await at().push(goodRequest(verifier), basic('web'));
  assert.equal(pushed.status, 201);
  const own = newVerifier();
  const url = at().authorizeUrl({
    ...goodRequest(own),
    client_id: 'web',
    request_uri: String(pushed.body.request_uri),
    code_challenge: challengeOf(own),
  });
  const left = await newBrowser().logIn(url);
  const code = left.searchParams.get('code') ?? '';
  const issued = { code, verifier, clientId: 'web', redirectUri: REDIRECT_URI, answer: {} };
  assertError(await redeem(at(), issued, { code_verifier: own }), 400, 'invalid_grant');
  assert.equal((await redeem(at(), issued)).status, 200, 'what was pushed is what counts');
});

test('row 17: discovery offers S256 alone', async () => {
  const { body } = await stage().at().get('/.well-known/openid-configuration');
  assert.deepEqual(body.code_challenge_methods_supported, ['S256']);
});
