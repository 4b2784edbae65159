import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { generateKeyPair } from 'jose';
import { startTestSimulator, type TestSimulator } from '../support/start-simulator.ts';
import { send } from '../support/trader-browser.ts';
import { noticeOf, OIDC_BROKER, type OidcVisit, visitOidc } from './oidc-visit.ts';
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts';

let issuer: ScriptedIssuer;
let simulator: TestSimulator;
let visit: OidcVisit;

before(async () => {
  issuer = await startScriptedIssuer();
  simulator = await startTestSimulator({ bridgeUrl: issuer.url });
});
beforeEach(async () => {
  Object.assign(issuer, { idTokenClaims: {}, idTokenKey: undefined, isGone: false });
  issuer.seen.length = 0;
  await simulator.clearCalls();
  visit = visitOidc(simulator);
});
afterEach(() => simulator.clearFaults());
after(async () => {
  await simulator.close();
  await issuer.close();
});

describe('logging in with OpenID Connect', () => {
  test('leads to the broker’s provider with PKCE, state and nonce, and comes back signed in', async () => {
    const page = await visit.logIn(`broker=${OIDC_BROKER}&lang=de&prompt=login`);
    assert.match(noticeOf(page), /^Signed in /);
    assert.match(page.text, /data-testid="oidc-email">trader@example\.com</);
    assert.match(page.text, /data-testid="oidc-header">[^<]*&quot;alg&quot;: &quot;ES256&quot;/);
    const asked = Object.fromEntries(issuer.asked());
    assert.deepEqual(
      [asked.client_id, asked.response_type, asked.code_challenge_method, asked.ui_locales, asked.prompt],
      ['sandbox-web', 'code', 'S256', 'de', 'login'],
    );
    assert.equal(asked.redirect_uri, `${simulator.url}/oidc/callback`);
    for (const secret of ['state', 'nonce', 'code_challenge']) assert.ok((asked[secret] ?? '').length >= 43, secret);
    const base = `/b/${OIDC_BROKER}/oidc`;
    assert.deepEqual(issuer.seen, [
      `GET ${base}/.well-known/openid-configuration`,
      `GET ${base}/auth`,
      `POST ${base}/token`,
      `GET ${base}/jwks`,
      `GET ${base}/me`,
    ]);
  });

  test('shows its calls in the panel, tokens shortened', async () => {
    const { text } = await visit.logIn();
    const lines = [...text.matchAll(/data-testid="call" data-call="([^"]+)"[^>]*data-status="([^"]*)"/g)];
    assert.deepEqual(
      lines.map(([, call, status]) => `${call} ${status}`.trim()),
      ['discovery 200', 'open', 'return', 'token 200', 'keys 200', 'userinfo 200'],
    );
    assert.match(text, /data-testid="oidc-access-token">…e-issuer</);
    const everything = text + JSON.stringify(await simulator.calls());
    assert.doesNotMatch(everything, /-token-number-|sandbox-web-secret|eyJ/);
  });

  test('gives the browser another cookie, and keeps nothing secret in it', async () => {
    await visit.start();
    const before = visit.browse.cookies.get('drawbridge_simulator_oidc');
    await visit.logIn();
    const after = visit.browse.cookies.get('drawbridge_simulator_oidc');
    assert.ok(before && after && before !== after);
    const { text } = await visit.browse('/oidc');
    assert.match(text, /data-testid="oidc-name"/, 'a page loaded again still shows the trader');
    visit.browse.cookies.set('drawbridge_simulator_oidc', before);
    assert.doesNotMatch((await visit.browse('/oidc')).text, /data-testid="oidc-name"/);
  });

  test('works in two tabs at once', async () => {
    const [first, second] = [await visit.start(), await visit.start()];
    for (const address of [first, second]) {
      const { headers } = await fetch(address, { redirect: 'manual' });
      const back = new URL(headers.get('location') ?? '');
      await visit.browse(back.pathname + back.search);
      assert.match(noticeOf(await visit.browse('/oidc')), /^Signed in/);
    }
  });

  test('starts at 127.0.0.1, for there the redirect URI is', async () => {
    const { status, headers } = await send(`${simulator.url}/oidc/start?broker=x`, {
      headers: { Host: 'localhost:3100' },
    });
    assert.deepEqual([status, headers.location], [307, 'http://127.0.0.1:3100/oidc/start?broker=x']);
  });
});

describe('what comes back from the provider', () => {
  async function callback(query: string): Promise<string> {
    await visit.browse(`/oidc/callback?${query}`);
    return noticeOf(await visit.browse('/oidc'));
  }

  test('is refused when this browser did not ask, and when it comes twice', async () => {
    const { searchParams } = await visit.start();
    const state = searchParams.get('state') ?? '';
    const other = visitOidc(simulator);
    await other.browse(`/oidc/callback?code=x&state=${state}`);
    assert.match(noticeOf(await other.browse('/oidc')), /^The sign-in is not known/);
    const answer = `code=a-code&state=${state}&iss=${encodeURIComponent(issuer.issuerOf(OIDC_BROKER))}`;
    await fetch(await visit.start(), { redirect: 'manual' });
    issuer.seen.length = 0;
    assert.match(await callback(`error=access_denied&error_description=No&${answer.slice(12)}`), /access_denied: No/);
    assert.match(await callback(answer), /^The sign-in is not known/);
    assert.deepEqual(issuer.seen, [], 'no code was redeemed');
  });

  test('is refused when another provider sent it', async () => {
    const { searchParams } = await visit.start();
    const iss = encodeURIComponent(issuer.issuerOf('tradingtech_main'));
    assert.match(
      await callback(`code=a-code&state=${searchParams.get('state')}&iss=${iss}`),
      /^The sign-in did not work/,
    );
    assert.ok(!issuer.seen.some((call) => call.endsWith('/token')));
  });

  test('spends nothing when it is only prefetched', async () => {
    const { searchParams } = await visit.start();
    const path = `/oidc/callback?code=a-code&state=${searchParams.get('state')}`;
    await visit.browse(path, 'GET', undefined, { 'sec-purpose': 'prefetch' });
    await visit.browse(path, 'HEAD');
    assert.ok(!issuer.seen.some((call) => call.endsWith('/token')));
  });

  for (const [fault, claims] of [
    ['of another request (nonce)', { nonce: 'another' }],
    ['for another app', { aud: 'another-app' }],
    ['of another issuer', { iss: 'https://another.example' }],
    ['that is over', { exp: 1 }],
  ] as const) {
    test(`is refused with an ID token ${fault}`, async () => {
      issuer.idTokenClaims = claims;
      const page = await visit.logIn();
      assert.match(noticeOf(page), /^The sign-in did not work/);
      assert.doesNotMatch(page.text, /data-testid="oidc-name"/);
    });
  }

  test('is refused with an ID token that somebody else signed', async () => {
    issuer.idTokenKey = (await generateKeyPair('ES256')).privateKey;
    assert.match(noticeOf(await visit.logIn()), /^The sign-in did not work/);
  });
});

describe('the buttons of a signed-in trader', () => {
  beforeEach(async () => {
    await visit.logIn();
  });

  test('refresh the tokens, and ask anew who it is', async () => {
    const { text } = await visit.browse('/oidc');
    const page = await visit.press('refresh');
    assert.equal(noticeOf(page), 'Refreshed The refresh token is another one.');
    assert.notEqual(page.text, text);
    assert.match(noticeOf(await visit.press('userinfo')), /^Asked again/);
  });

  test('introspect and revoke either token', async () => {
    assert.match(noticeOf(await visit.press('introspect', { which: 'access' })), /access token is active/);
    assert.match(noticeOf(await visit.press('introspect', { which: 'refresh' })), /refresh token is not active/);
    assert.equal(
      noticeOf(await visit.press('revoke', { which: 'refresh' })),
      'Revoked The refresh token was given back.',
    );
  });

  test('log in without the form: with a one-time token of call 4.4', async () => {
    const page = await visit.press('start-without-form', { broker: OIDC_BROKER });
    assert.match(noticeOf(page), /^Signed in/);
    assert.equal(issuer.asked().get('one_time_token'), 'ot_for-this-trader-and-nobody-else');
    assert.doesNotMatch(page.text, /for-this-trader/);
  });

  test('exchange a one-time token, and act with a token of the app’s own', async () => {
    const exchanged = await visit.press('exchange', { broker: OIDC_BROKER });
    assert.match(noticeOf(exchanged), /^Exchanged/);
    assert.match(exchanged.text, /data-testid="oidc-answer">[^<]*user-1/);
    assert.match(noticeOf(await visit.press('act-for-itself', { broker: OIDC_BROKER })), /for user 10345533\.$/);
    const [, call] = (await simulator.calls('4.4')).map(({ path }) => path);
    assert.match(call ?? '', /crmApiToken=…e-issuer/);
  });

  test('log out: here at once, and at the provider by the browser', async () => {
    const { headers } = await visit.browse('/oidc/log-out', 'POST');
    const address = new URL(headers.get('location') ?? '');
    assert.equal(address.pathname, `/b/${OIDC_BROKER}/oidc/session/end`);
    assert.equal(address.searchParams.get('post_logout_redirect_uri'), `${simulator.url}/oidc/logged-out`);
    assert.match(address.searchParams.get('id_token_hint') ?? '', /^eyJ/);
    const page = await visit.browse('/oidc');
    assert.match(noticeOf(page), /^Logged out here/);
    assert.doesNotMatch(page.text, /data-testid="oidc-name"|eyJ/);
    await visit.browse('/oidc/logged-out?state=another');
    assert.match(noticeOf(await visit.browse('/oidc')), /^The log-out is not known/);
  });

  test('say what went wrong when the provider is gone', async () => {
    issuer.isGone = true;
    for (const [path, words] of [
      ['refresh', /^The tokens were not refreshed/],
      ['introspect', /^The token was not looked at/],
      ['act-for-itself', /^The app got no token of its own/],
    ] as const) {
      assert.match(noticeOf(await visit.press(path)), words);
    }
    assert.match(noticeOf(await visit.press('start-without-form')), /^There is no one-time token|^The provider/);
  });
});

test('for a stranger no button does anything', async () => {
  for (const path of ['refresh', 'introspect', 'revoke', 'userinfo', 'start-without-form', 'exchange', 'log-out']) {
    assert.match(noticeOf(await visit.press(path)), /^Nobody is signed in/, path);
  }
  assert.deepEqual(issuer.seen, []);
});

test('the panel of calls is emptied by its button, and leads back', async () => {
  await visit.logIn();
  const { text } = await visit.press('calls/clear');
  assert.match(text, /data-testid="oidc"/);
  assert.doesNotMatch(text, /data-testid="call"/);
});

test('the app leads to these pages', async () => {
  assert.match((await visit.browse('/')).text, /<a href="\/oidc">/);
});
