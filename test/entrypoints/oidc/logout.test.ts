import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { type PageAnswer, send } from '../../support/trader-browser.ts';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { APP_KEYS, GOODBYE_URI } from './support/app-clients.ts';
import { getTokens, goodRequest, newVerifier, OFFLINE, redeem } from './support/code-flow.ts';
import type { Fields } from './support/issuer-caller.ts';
import { SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt, signJwt } from './support/make-jwt.ts';

const stage = useIssuerStage(async () => ({
  seed: (file) => ({
    ...file,
    brokers: file.brokers.map((broker) => ({
      ...broker,
      traders: broker.traders.flatMap((trader) => [
        trader,
        { ...trader, email: 'other@example.com', platformUserId: 7_000_000 + trader.platformUserId, accounts: [] },
      ]),
    })),
  }),
}));

const endUrl = (query: Fields) => `${stage().at().issuer}/session/end?${new URLSearchParams(query)}`;

/** Whether the browser is still signed in. */
async function isSignedIn(browser: OidcBrowser): Promise<boolean> {
  const { url } = await browser.open(
    stage()
      .at()
      .authorizeUrl(goodRequest(newVerifier(), { prompt: 'none' })),
  );
  return new URL(url).searchParams.has('code');
}

/** A browser in which the seeded trader is signed in, and what an app got there. */
async function signedIn(changes: Fields = {}) {
  const browser = stage().newBrowser();
  return { browser, tokens: await getTokens(stage().at(), browser, changes) };
}

const confirmForm = ({ text }: PageAnswer) =>
  parseHtmlForms(text).find(({ action }) => /\/session\/end\/confirm$/.test(action));

test('row 24: with a good hint the trader is logged out and led back, with the state', async () => {
  const { browser, tokens } = await signedIn();
  const query = { id_token_hint: tokens.id_token, post_logout_redirect_uri: GOODBYE_URI, state: 'a state & more' };
  const left = new URL((await browser.open(endUrl(query))).url);
  assert.equal(left.origin + left.pathname, GOODBYE_URI);
  assert.deepEqual([...left.searchParams], [['state', 'a state & more']]);
  assert.equal(await isSignedIn(browser), false);
  assert.equal((await stage().at().introspect(tokens.access_token)).body.active, false);
});

test('row 24: a hint whose time is over still says who it is about', async () => {
  const { browser, tokens } = await signedIn();
  stage().clock.advance(3_600_000 * 2);
  await browser.open(endUrl({ id_token_hint: tokens.id_token }));
  assert.equal(await isSignedIn(browser), false);
});

test('row 24: without a hint the trader is asked, and stays logged in until they agree', async () => {
  const { browser } = await signedIn();
  for (const query of [
    {},
    { client_id: 'web' },
    { client_id: 'web', post_logout_redirect_uri: GOODBYE_URI, state: 's' },
  ]) {
    const page = await browser.open(endUrl(query as Fields));
    assert.equal(page.status, 200);
    assert.ok(confirmForm(page), 'there is a form');
    assert.equal(await isSignedIn(browser), true);
  }
  const page = await browser.open(endUrl({ client_id: 'web', post_logout_redirect_uri: GOODBYE_URI, state: 's' }));
  const left = await browser.send(page);
  assert.equal(left.url, `${GOODBYE_URI}?state=s`);
  assert.equal(await isSignedIn(browser), false);
});

test('row 24: the hint of another trader does not log anybody out unasked', async () => {
  const { browser } = await signedIn();
  const other = stage().newBrowser();
  const at = stage().at();
  const left = await other.logIn(at.authorizeUrl(goodRequest(newVerifier())), { email: 'other@example.com' });
  assert.ok(left.searchParams.get('code'));
  const verifier = newVerifier();
  const again = await other.logIn(at.authorizeUrl(goodRequest(verifier)));
  const code = again.searchParams.get('code') ?? '';
  const issued = { code, verifier, clientId: 'web', redirectUri: 'https://app.example/callback', answer: {} };
  const { body } = await redeem(at, issued);
  const page = await browser.open(endUrl({ id_token_hint: String(body.id_token) }));
  assert.ok(confirmForm(page), 'there is a form');
  assert.equal(await isSignedIn(browser), true);
});

test('row 24: a hint that is none of this issuer, or was changed, does not log anybody out unasked', async () => {
  const { at } = stage();
  const { browser, tokens } = await signedIn();
  const elsewhere = await getTokens(at(SISTER), stage().newBrowser());
  const { header, claims } = decodeJwt(tokens.id_token);
  const sub = decodeJwt(tokens.id_token).claims.sub;
  const hints = [
    elsewhere.id_token,
    await signJwt({ ...header, alg: 'none' }, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, alg: 'none', kid: undefined }, claims, APP_KEYS.privateKey),
    await signJwt(header, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, jwk: APP_KEYS.jwks.keys[0] }, claims, APP_KEYS.privateKey),
    await signJwt({ ...header, alg: 'HS256' }, claims, new TextEncoder().encode('the-secret-of-an-app')),
    await signJwt({ ...header, alg: 'HS256' }, claims, new TextEncoder().encode('kept-as-a-hash')),
    `${tokens.id_token.split('.').slice(0, 2).join('.')}.`,
    tokens.id_token.replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...claims, sub })).toString('base64url')}x.`),
    tokens.access_token,
    '',
    'x',
    'x.y.z',
    '..',
  ];
  for (const [index, hint] of hints.entries()) {
    const page = await browser.open(endUrl({ id_token_hint: hint, post_logout_redirect_uri: GOODBYE_URI }));
    assert.ok(!page.url.startsWith(GOODBYE_URI), `hint ${index}`);
    assert.equal(page.status, 200, `hint ${index}`);
    assert.ok(confirmForm(page), `hint ${index}`);
    assert.equal(await isSignedIn(browser), true, `hint ${index}`);
  }
});

test('row 24: a hint that names one app and a client_id that names another are refused', async () => {
  const { browser, tokens } = await signedIn();
  const query = { id_token_hint: tokens.id_token, client_id: 'other-web', post_logout_redirect_uri: GOODBYE_URI };
  assert.equal((await browser.open(endUrl(query))).status, 400);
  assert.equal(await isSignedIn(browser), true);
});

test('row 24: the address to be led to is compared exactly, and belongs to the app', async () => {
  const { browser, tokens } = await signedIn();
  const bad = [
    ...[
      `${GOODBYE_URI}/`,
      `${GOODBYE_URI}?x=1`,
      `${GOODBYE_URI}#x`,
      'https://app.example/Goodbye',
      'https://app.example/',
    ],
    ...['https://APP.example/goodbye', 'https://app.example:443/goodbye', 'https://evil.example/', '//evil.example'],
    ...['javascript:alert(1)', 'https://app.example@evil.example/goodbye', 'https://app.example/callback', 'x'],
  ];
  for (const uri of bad) {
    const asked = { post_logout_redirect_uri: uri };
    for (const query of [{ id_token_hint: tokens.id_token }, { client_id: 'web' }]) {
      const page = await browser.open(endUrl({ ...query, ...asked } as Fields));
      assert.equal(page.status, 400, uri);
      assert.equal(page.headers.location, undefined);
    }
  }
  assert.equal(await isSignedIn(browser), true);
  const unnamed = await browser.open(endUrl({ post_logout_redirect_uri: GOODBYE_URI }));
  const left = await browser.send(unnamed);
  assert.ok(!left.url.startsWith('https://app.example'), 'without an app there is nowhere to go');
  assert.equal(await isSignedIn(browser), false);
});

test('row 24: the form that confirms works for the browser that was asked alone', async () => {
  const { at } = stage();
  const { browser } = await signedIn();
  const page = await browser.open(endUrl({}));
  const form = confirmForm(page);
  const xsrf = form?.fields.find(({ name }) => name === 'xsrf')?.value ?? '';
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const victim = await signedIn();
  const victimCookie = [...victim.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const post = (fields: Fields, headers: Fields = {}) =>
    at().post('/session/end/confirm', { logout: 'yes', ...fields }, headers);
  for (const fields of [{}, { xsrf: '' }, { xsrf: 'x' }, { xsrf: `${xsrf}x` }, { xsrf: xsrf.slice(1) }])
    assert.equal((await post(fields as Fields, { cookie })).status, 400, JSON.stringify(fields));
  assert.equal((await post({ xsrf })).status, 400, 'without a cookie');
  assert.equal((await post({ xsrf }, { cookie: victimCookie })).status, 400, 'in another browser');
  assert.equal(await isSignedIn(victim.browser), true);
  assert.equal(await isSignedIn(browser), true);
  assert.equal((await post({ xsrf }, { cookie })).status, 303);
  assert.equal(await isSignedIn(browser), false);
});

test('row 24: by POST it is the same, with a hint and without', async () => {
  const { browser, tokens } = await signedIn();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'Content-Type': 'application/x-www-form-urlencoded' };
  const post = (body: Fields) =>
    send(`${stage().at().issuer}/session/end`, { method: 'POST', headers, body: new URLSearchParams(body).toString() });
  assert.ok(confirmForm(await post({})));
  assert.equal(await isSignedIn(browser), true);
  const query = { id_token_hint: tokens.id_token, post_logout_redirect_uri: GOODBYE_URI };
  assert.equal((await post(query)).headers.location, GOODBYE_URI);
  assert.equal(await isSignedIn(browser), false);
});

test('rows 7 and 24: whoever only looks logs nobody out, burns no request and gets no code', async () => {
  const { at } = stage();
  const { browser, tokens } = await signedIn();
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { body } = await at().push(goodRequest(newVerifier()), {
    Authorization: `Basic ${Buffer.from('web:the-secret-of-an-app').toString('base64')}`,
  });
  const pushed = at().authorizeUrl({ client_id: 'web', request_uri: String(body.request_uri) });
  for (const url of [
    endUrl({ id_token_hint: tokens.id_token }),
    pushed,
    `${at().issuer}/Session/end/?id_token_hint=${tokens.id_token}`,
  ]) {
    const head = await send(url, { method: 'HEAD', headers: { cookie } });
    assert.deepEqual([head.status, head.headers.location, head.headers['set-cookie']], [200, undefined, undefined]);
    for (const purpose of ['prefetch', 'prefetch;prerender']) {
      const ahead = await send(url, { headers: { cookie, 'Sec-Purpose': purpose } });
      assert.deepEqual([ahead.status, ahead.headers.location], [403, undefined]);
    }
  }
  assert.equal(await isSignedIn(browser), true);
  assert.match((await browser.open(pushed)).url, /[?&]code=/);
});

test('row 24: what is asked for offline outlives the log-out of the browser, until it is revoked', async () => {
  const { browser, tokens } = await signedIn(OFFLINE);
  await browser.open(endUrl({ id_token_hint: tokens.id_token }));
  assert.equal(await isSignedIn(browser), false);
  const at = stage().at();
  assert.equal((await at.introspect(tokens.refresh_token)).body.active, true);
  assert.equal((await at.revoke(tokens.refresh_token)).status, 200);
  assert.equal((await at.introspect(tokens.refresh_token)).body.active, false);
  assert.equal((await at.introspect(tokens.access_token)).body.active, false, 'the grant ends with it');
});
