import assert from 'node:assert/strict';
import { after, mock, test } from 'node:test';
import { SEEDED_TRADER } from '../../support/trader-browser.ts';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { REDIRECT_URI } from './support/app-clients.ts';
import { getTokens, goodRequest, newVerifier, redeem } from './support/code-flow.ts';
import type { Fields } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';
import { decodeJwt } from './support/make-jwt.ts';
import { moveTime } from './support/move-time.ts';

const stage = useIssuerStage();
after(() => mock.timers.reset());

const PASSWORD = 'urn:drawbridge:acr:password';
const ONE_TIME_TOKEN = 'urn:drawbridge:acr:one-time-token';
const USER_ID = 10345533;

const newToken = () => stage().app.access.issueInappToken(stage().app.brokers.get(MAIN), USER_ID);
const asksPassword = ({ text }: { text: string }) => /type="password"/.test(text);

/** Sends the browser to the issuer. @returns The pages that the trader saw, and what the app learned. */
async function ask(browser: OidcBrowser, changes: Fields) {
  const at = stage().at();
  const verifier = newVerifier();
  let page = await browser.open(at.authorizeUrl(goodRequest(verifier, changes)));
  const asked: string[] = [];
  while (!page.url.startsWith(REDIRECT_URI) && asked.length < 4) {
    asked.push(asksPassword(page) ? 'password' : 'choice');
    page = await browser.send(page, SEEDED_TRADER);
  }
  const { code, error } = Object.fromEntries(new URL(page.url).searchParams);
  if (code === undefined) return { asked, error };
  const issued = { code, verifier, clientId: 'web', redirectUri: REDIRECT_URI, answer: {} };
  const { claims } = decodeJwt(String((await redeem(at, issued)).body.id_token));
  return { asked, acr: claims.acr, signedInAt: Number(claims.auth_time) };
}

/** A browser in which a one-time token has signed the trader in. */
async function browserByToken(): Promise<OidcBrowser> {
  const browser = stage().newBrowser();
  const { acr } = await ask(browser, { one_time_token: await newToken(), acr_values: ONE_TIME_TOKEN });
  assert.equal(acr, ONE_TIME_TOKEN);
  return browser;
}

for (const changes of [
  { prompt: 'select_account login' },
  { prompt: 'select_account', max_age: '10' },
  { prompt: 'login' },
]) {
  test(`who goes on with the session proves nothing anew: ${JSON.stringify(changes)} asks for the password`, async () => {
    const { at, newBrowser, clock } = stage();
    moveTime(clock, 0);
    const browser = newBrowser();
    const before = decodeJwt((await getTokens(at(), browser)).id_token).claims;
    moveTime(clock, 600);
    const { asked, signedInAt } = await ask(browser, changes);
    assert.equal(asked.at(-1), 'password');
    assert.equal(signedInAt, Number(before.auth_time) + 600);
    mock.timers.reset();
  });
}

test('who chooses to go on keeps the time and the class of the sign-in', async () => {
  const browser = await browserByToken();
  const { asked, acr } = await ask(browser, { prompt: 'select_account', acr_values: ONE_TIME_TOKEN });
  assert.deepEqual([asked, acr], [['choice'], ONE_TIME_TOKEN]);
});

test('a one-time token is no password: an app that wants one has the form shown, once', async () => {
  const browser = await browserByToken();
  const wanted = { acr_values: PASSWORD };
  const first = await ask(browser, wanted);
  assert.deepEqual([first.asked, first.acr], [['password'], PASSWORD]);
  const second = await ask(browser, wanted);
  assert.deepEqual([second.asked, second.acr], [[], PASSWORD]);
});

test('an app that brings a one-time token and wants a password gets the form after it, once', async () => {
  const { asked, acr } = await ask(stage().newBrowser(), { acr_values: PASSWORD, one_time_token: await newToken() });
  assert.deepEqual([asked, acr], [['password'], PASSWORD]);
});

test('an app that takes either class, or one that nobody can give, asks for nothing more', async () => {
  const browser = await browserByToken();
  for (const acr_values of [`${PASSWORD} ${ONE_TIME_TOKEN}`, 'urn:of:somebody-else', ONE_TIME_TOKEN]) {
    const { asked, acr } = await ask(browser, { acr_values });
    assert.deepEqual([asked, acr], [[], ONE_TIME_TOKEN], acr_values);
  }
});

test('with prompt=none the class is only told', async () => {
  const { error, acr } = await ask(await browserByToken(), { acr_values: PASSWORD, prompt: 'none' });
  assert.deepEqual([error, acr], [undefined, ONE_TIME_TOKEN]);
});
