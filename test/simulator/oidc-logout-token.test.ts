import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { generateKeyPair, type JWTPayload, UnsecuredJWT } from 'jose';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { noticeOf, OIDC_BROKER, type OidcVisit, visitOidc } from './oidc-visit.ts';
import { type ScriptedIssuer, SESSION_ID, SUBJECT, startScriptedIssuer } from './scripted-issuer.ts';

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const LOGOUT = { typ: 'logout+jwt' };

/** Row 26 and row 36, as an app sees them. */
describe('a back-channel log-out', () => {
  let issuer: ScriptedIssuer;
  let simulator: TestSimulator;
  let visit: OidcVisit;
  let ids = 0;

  before(async () => {
    issuer = await startScriptedIssuer();
    simulator = await startTestSimulator({ bridgeUrl: issuer.url });
  });
  beforeEach(async () => {
    issuer.isGone = false;
    visit = visitOidc(simulator);
    await visit.logIn();
  });
  afterEach(() => simulator.clearFaults());
  after(async () => {
    await simulator.close();
    await issuer.close();
  });

  function claims(change: Readonly<Record<string, unknown>> = {}): JWTPayload {
    ids += 1;
    const now = Math.floor(Date.now() / 1000);
    const iss = issuer.issuerOf(OIDC_BROKER);
    const common = { iss, aud: 'sandbox-web', iat: now, exp: now + 120, jti: `id-${ids}`, events: EVENTS };
    return { ...common, sub: SUBJECT, sid: SESSION_ID, ...change };
  }

  async function tell(token: string): Promise<{ status: number; words: string }> {
    const body = new URLSearchParams({ logout_token: token });
    const response = await fetch(`${simulator.url}/oidc/backchannel-logout`, { method: 'POST', body });
    const text = await response.text();
    assert.equal(response.headers.get('cache-control'), 'no-store');
    return { status: response.status, words: text === '' ? '' : JSON.parse(text).error_description };
  }

  const isSignedIn = async () => (await visit.browse('/oidc')).text.includes('data-testid="oidc-name"');

  test('ends the session that it names, and the page says so', async () => {
    assert.deepEqual(await tell(await issuer.sign(claims(), LOGOUT)), { status: 200, words: '' });
    const page = await visit.browse('/oidc');
    assert.match(noticeOf(page), /^The session was ended/);
    assert.match(page.text, /data-testid="oidc-logout" data-refused="false"[\s\S]*Ended 1 here/);
    assert.equal((await simulator.calls('logout-token')).at(-1)?.status, 200);
  });

  test('without a session ends all of the user, and of nobody else', async () => {
    await tell(await issuer.sign(claims({ sid: undefined, sub: 'somebody-else' }), LOGOUT));
    assert.ok(await isSignedIn());
    await tell(await issuer.sign(claims({ sid: 'another-session' }), LOGOUT));
    assert.ok(await isSignedIn());
    await tell(await issuer.sign(claims({ sid: undefined }), LOGOUT));
    assert.ok(!(await isSignedIn()));
  });

  test('of another broker’s provider ends nothing here', async () => {
    const other = issuer.issuerOf('financialhouse_main');
    assert.equal((await tell(await issuer.sign(claims({ iss: other }), LOGOUT))).status, 200);
    assert.ok(await isSignedIn());
  });

  test('is taken once', async () => {
    const token = await issuer.sign(claims(), LOGOUT);
    assert.equal((await tell(token)).status, 200);
    await visit.logIn();
    assert.deepEqual(await tell(token), { status: 400, words: 'It was seen before' });
    assert.ok(await isSignedIn());
  });

  const FORGED: Readonly<Record<string, () => Promise<string>>> = {
    'no token': async () => 'x',
    nothing: async () => '',
    'a token that nobody signed': async () => new UnsecuredJWT(claims()).encode(),
    'a token that somebody else signed': async () =>
      issuer.sign(claims(), LOGOUT, (await generateKeyPair('ES256')).privateKey),
    'an ID token': () => issuer.sign(claims(), { typ: 'JWT' }),
    'a token of an unknown issuer': () => issuer.sign(claims({ iss: 'https://another.example' }), LOGOUT),
    'a token for another app': () => issuer.sign(claims({ aud: 'another-app' }), LOGOUT),
    'a token that is over': () => issuer.sign(claims({ exp: Math.floor(Date.now() / 1000) - 60 }), LOGOUT),
    'a token of long ago': () => issuer.sign(claims({ iat: Math.floor(Date.now() / 1000) - 3600 }), LOGOUT),
    'a token of the future': () => issuer.sign(claims({ iat: Math.floor(Date.now() / 1000) + 60 }), LOGOUT),
    'a token with a nonce': () => issuer.sign(claims({ nonce: 'x' }), LOGOUT),
    'a token without an id': () => issuer.sign(claims({ jti: undefined }), LOGOUT),
    'a token without an event': () => issuer.sign(claims({ events: undefined }), LOGOUT),
    'a token of another event': () => issuer.sign(claims({ events: { 'https://other.example': {} } }), LOGOUT),
    'a token of nobody': () => issuer.sign(claims({ sub: undefined, sid: undefined }), LOGOUT),
  };
  for (const [what, forge] of Object.entries(FORGED)) {
    test(`row 26: with ${what} is refused, and ends nothing`, async () => {
      const { status, words } = await tell(await forge());
      assert.equal(status, 400);
      assert.notEqual(words, '');
      assert.ok(await isSignedIn());
    });
  }

  test('is asked for again when the provider’s keys cannot be had', async () => {
    const token = await issuer.sign(claims(), LOGOUT);
    issuer.isGone = true;
    assert.equal((await tell(token)).status, 503);
    issuer.isGone = false;
    assert.equal((await tell(token)).status, 200);
  });

  test('can be made to fail, as a call of the platform can', async () => {
    await simulator.setFaults({ failNext: { call: 'logout-token', status: 500, times: 1 } });
    const token = await issuer.sign(claims(), LOGOUT);
    assert.equal((await tell(token)).status, 500);
    assert.ok(await isSignedIn());
    assert.equal((await tell(token)).status, 200);
    await simulator.setFaults({ dropAnswer: { call: 'logout-token', times: 1 } });
    const lost = await issuer.sign(claims(), LOGOUT);
    await assert.rejects(tell(lost));
  });
});
