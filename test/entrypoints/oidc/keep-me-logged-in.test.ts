import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEEDED_TRADER, send } from '../../support/trader-browser.ts';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { signInAtScreens } from './races/oidc-app.ts';
import { goodRequest, newVerifier } from './support/code-flow.ts';
import type { Fields } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
const COOKIE = `__Host-session.${MAIN}=`;
const OUTLIVES_BROWSER = /; (expires|max-age)=/i;

const authorizeUrl = (changes: Fields) => stage().at().authorizeUrl(goodRequest(newVerifier(), changes));

/** Opens an address as the browser would. @returns The cookie of its session, as it is set. */
async function cookieSetBy(browser: OidcBrowser, address: string): Promise<string> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { status, headers, text } = await send(address, { headers: { cookie } });
  assert.equal(status, 303, text);
  const set = (headers['set-cookie'] ?? []).find((line) => line.startsWith(COOKIE));
  assert.ok(set, 'the cookie is set');
  return set;
}

/** Signs in for an app. @returns Where its issuer goes on. */
async function signInForApp(browser: OidcBrowser, changes: Fields = {}): Promise<string> {
  const page = await browser.open(authorizeUrl(changes));
  const held = await browser.send(page, SEEDED_TRADER);
  assert.ok(held.url.startsWith(`${stage().at().issuer}/auth/`), held.text);
  return held.url;
}

const newBrowser = () => stage().newBrowser();
const heldBrowser = () => stage().newBrowser(`${stage().at().issuer}/auth/`);
const baseUrl = () => new URL(stage().at().issuer).origin;

for (const keepMeLoggedIn of [false, true]) {
  const what = keepMeLoggedIn ? 'with the tick' : 'without it';
  test(`a log-in at the screens ${what} stays so when apps come`, async () => {
    const browser = newBrowser();
    await signInAtScreens(browser, baseUrl(), { brokerName: MAIN, keepMeLoggedIn });
    for (let times = 0; times < 2; times += 1) {
      const cookie = await cookieSetBy(browser, authorizeUrl({ prompt: 'none' }));
      assert.equal(OUTLIVES_BROWSER.test(cookie), keepMeLoggedIn, cookie);
    }
  });

  test(`a log-in at the screens ${what} counts in place of the one before`, async () => {
    const browser = newBrowser();
    await signInAtScreens(browser, baseUrl(), { brokerName: MAIN, keepMeLoggedIn: !keepMeLoggedIn });
    await signInAtScreens(browser, baseUrl(), { brokerName: MAIN, keepMeLoggedIn });
    const cookie = await cookieSetBy(browser, authorizeUrl({ prompt: 'none' }));
    assert.equal(OUTLIVES_BROWSER.test(cookie), keepMeLoggedIn, cookie);
  });

  test(`logging in again for an app leaves a log-in ${what} as it is`, async () => {
    const browser = heldBrowser();
    await signInAtScreens(browser, baseUrl(), { brokerName: MAIN, keepMeLoggedIn });
    const cookie = await cookieSetBy(browser, await signInForApp(browser, { prompt: 'login' }));
    assert.equal(OUTLIVES_BROWSER.test(cookie), keepMeLoggedIn, cookie);
  });
}

test('a log-in for an app, where there is nothing to tick, ends with the browser, also when more apps come', async () => {
  const browser = heldBrowser();
  const cookie = await cookieSetBy(browser, await signInForApp(browser));
  assert.doesNotMatch(cookie, OUTLIVES_BROWSER);
  const known = {
    ...browser,
    cookies: new Map([[COOKIE.slice(0, -1), cookie.slice(COOKIE.length).split(';')[0] ?? '']]),
  };
  assert.doesNotMatch(await cookieSetBy(known, authorizeUrl({ prompt: 'none' })), OUTLIVES_BROWSER);
});

test('a one-time token in the app’s address says nothing of it: the log-in ends with the browser', async () => {
  const { access, brokers, users } = stage().app;
  const user = await users.findByEmail(MAIN, SEEDED_TRADER.email);
  const token = await access.issueInappToken(brokers.get(MAIN), Number(user?.platformUserId));
  const browser = heldBrowser();
  const { url } = await browser.open(authorizeUrl({ one_time_token: token }));
  const cookie = await cookieSetBy(browser, url);
  assert.doesNotMatch(cookie, OUTLIVES_BROWSER);
});

for (const keepMeLoggedIn of [false, true]) {
  test(`a landing by a one-time token leaves it ${keepMeLoggedIn ? 'ticked' : 'unticked'}`, async () => {
    const { access, brokers, users } = stage().app;
    const user = await users.findByEmail(MAIN, SEEDED_TRADER.email);
    const browser = newBrowser();
    await signInAtScreens(browser, baseUrl(), { brokerName: MAIN, keepMeLoggedIn });
    const token = await access.issueInappToken(brokers.get(MAIN), Number(user?.platformUserId));
    const cookie = await cookieSetBy(browser, `${baseUrl()}/b/${MAIN}/sso/callback?token=${token}`);
    assert.equal(OUTLIVES_BROWSER.test(cookie), keepMeLoggedIn, cookie);
  });
}
