import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseHtmlForms } from '../../../src/conformance/html-form.ts';
import { type PageAnswer, send } from '../../support/trader-browser.ts';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { signInAtScreens } from './races/oidc-app.ts';
import { OTHER_TRADER, seedClients } from './races/seed-clients.ts';
import { APP_KEYS, GOODBYE_URI } from './support/app-clients.ts';
import { getTokens, goodRequest, newVerifier } from './support/code-flow.ts';
import { basic, type Fields } from './support/issuer-caller.ts';
import { MAIN, SISTER, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt, signJwt } from './support/make-jwt.ts';

const stage = useIssuerStage(async () => ({ seed: seedClients([], MAIN) }));

const endUrl = (query: Fields, brokerName = MAIN) =>
  `${stage().at(brokerName).issuer}/session/end?${new URLSearchParams(query)}`;

const asks = ({ status, text }: PageAnswer) =>
  status === 200 && parseHtmlForms(text).some(({ action }) => /\/session\/end\/confirm$/.test(action));

async function isSignedIn(browser: OidcBrowser, brokerName = MAIN): Promise<boolean> {
  const request = goodRequest(newVerifier(), { prompt: 'none' });
  const { url } = await browser.open(stage().at(brokerName).authorizeUrl(request));
  return new URL(url).searchParams.has('code');
}

function postEnd(browser: OidcBrowser, form: Fields, brokerName = MAIN): Promise<PageAnswer> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' };
  const body = new URLSearchParams(form).toString();
  return send(`${stage().at(brokerName).issuer}/session/end`, { method: 'POST', headers, body });
}

/** Hints of which nobody can say whose they are. */
async function badHints(idToken: string): Promise<readonly string[]> {
  const { header, claims } = decodeJwt(idToken);
  const elsewhere = await getTokens(stage().at(SISTER), stage().newBrowser());
  return [
    elsewhere.id_token,
    await signJwt(header, claims, APP_KEYS.privateKey),
    await signJwt(header, { ...claims, aud: 'nobody' }, APP_KEYS.privateKey),
    await signJwt(header, { ...claims, aud: ['web'] }, APP_KEYS.privateKey),
    `${idToken.split('.').slice(0, 2).join('.')}.`,
    'x.y.z',
    'garbage',
  ];
}

test('row 24: with a hint that cannot be verified the trader is asked, by GET and by POST', async () => {
  const browser = stage().newBrowser();
  const { id_token } = await getTokens(stage().at(), browser);
  for (const [index, hint] of (await badHints(id_token)).entries()) {
    const query = { id_token_hint: hint, post_logout_redirect_uri: GOODBYE_URI, state: 's' };
    const answers = [await browser.open(endUrl(query)), await postEnd(browser, query)];
    assert.deepEqual(answers.map(asks), [true, true], `hint ${index}`);
    assert.equal(await isSignedIn(browser), true, `hint ${index}`);
  }
  const page = await browser.open(endUrl({ id_token_hint: 'garbage', post_logout_redirect_uri: GOODBYE_URI }));
  const left = await browser.send(page);
  assert.ok(!left.url.startsWith(GOODBYE_URI), 'such a hint names no app to be led back to');
  assert.equal(await isSignedIn(browser), false);
});

test('row 24: after the question the trader is led back to the app that client_id names, with the state', async () => {
  const browser = stage().newBrowser();
  const { id_token } = await getTokens(stage().at(), browser);
  for (const hint of await badHints(id_token)) {
    if (!(await isSignedIn(browser))) await getTokens(stage().at(), browser);
    const query = { id_token_hint: hint, client_id: 'web', post_logout_redirect_uri: GOODBYE_URI, state: 'a & b' };
    const page = await browser.open(endUrl(query));
    assert.ok(asks(page));
    const left = await browser.send(page);
    assert.equal(left.url, `${GOODBYE_URI}?state=a+%26+b`);
    assert.equal(await isSignedIn(browser), false);
  }
});

test('row 24: beside such a hint an unknown app, or an address that is not the app’s, is still refused', async () => {
  const browser = stage().newBrowser();
  await getTokens(stage().at(), browser);
  for (const query of [
    { client_id: 'nobody' },
    { client_id: 'web', post_logout_redirect_uri: 'https://evil.example/' },
    { client_id: 'web', post_logout_redirect_uri: `${GOODBYE_URI}/` },
  ]) {
    const page = await browser.open(endUrl({ id_token_hint: 'garbage', ...query } as Fields));
    assert.equal(page.status, 400);
    assert.equal(page.headers.location, undefined);
  }
  const twice = `${endUrl({ id_token_hint: 'garbage', client_id: 'web' })}&client_id=web`;
  assert.equal((await browser.open(twice)).status, 400);
  assert.equal(await isSignedIn(browser), true);
});

test('row 24: when the key of a hint was revoked, the trader is asked', async () => {
  const { app, at, newBrowser } = stage();
  const browser = newBrowser();
  const { id_token } = await getTokens(at(SISTER), browser);
  await app.signingKeys.revoke(app.brokers.get(SISTER), String(decodeJwt(id_token).header.kid));
  const query = { id_token_hint: id_token, client_id: 'web', post_logout_redirect_uri: GOODBYE_URI };
  assert.ok(asks(await postEnd(browser, query, SISTER)));
  const page = await browser.open(endUrl(query, SISTER));
  assert.ok(asks(page));
  assert.equal(await isSignedIn(browser, SISTER), true);
  assert.equal((await browser.send(page)).url, GOODBYE_URI);
  assert.equal(await isSignedIn(browser, SISTER), false);
});

test('row 24: when nobody is signed in, the trader is led back at once, or told so, without script', async () => {
  const { id_token } = await getTokens(stage().at(), stage().newBrowser());
  for (const named of [{ id_token_hint: id_token }, { client_id: 'web' }, { client_id: 'web', id_token_hint: 'x' }]) {
    const query = { ...named, post_logout_redirect_uri: GOODBYE_URI, state: 's' } as Fields;
    assert.equal((await stage().newBrowser().open(endUrl(query))).url, `${GOODBYE_URI}?state=s`);
    const posted = await postEnd(stage().newBrowser(), query);
    assert.deepEqual([posted.status, posted.headers.location], [303, `${GOODBYE_URI}?state=s`]);
  }
  for (const query of [{}, { id_token_hint: 'x', post_logout_redirect_uri: GOODBYE_URI }, { client_id: 'web' }]) {
    const browser = stage().newBrowser();
    const page = await browser.open(endUrl(query as Fields));
    assert.match(page.url, /\/session\/end\/success$/);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /<script|<form/);
    assert.equal([...browser.cookies.keys()].length, 0, 'and no session is left');
  }
});

test('whoever signs in for an app while somebody else did in another tab is led on without script', async () => {
  const { at, newBrowser, url } = stage();
  const browser = newBrowser();
  const verifier = newVerifier();
  const page = await browser.open(at().authorizeUrl(goodRequest(verifier)));
  await signInAtScreens(browser, url, { brokerName: MAIN, trader: OTHER_TRADER });
  const left = await browser.send(page, { email: 'trader@example.com', password: 'Sandbox-Trader-1' });
  assert.doesNotMatch(left.text, /<script>/);
  const code = new URL(left.url).searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/callback' };
  const { body } = await at().token({ ...form, code_verifier: verifier }, basic('web'));
  const mine = await getTokens(at(), newBrowser());
  assert.equal(decodeJwt(String(body.id_token)).claims.sub, decodeJwt(mine.id_token).claims.sub);
});
