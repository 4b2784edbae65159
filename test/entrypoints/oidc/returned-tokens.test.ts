import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OidcBrowser } from './clients/oidc-browser.ts';
import { REDIRECT_URI } from './support/app-clients.ts';
import { getTokens, goodRequest, newVerifier, OFFLINE } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, useIssuerStage } from './support/issuer-stage.ts';

const stage = useIssuerStage();
const STRANGERS = { client_id: 'third-party', scope: 'openid email' };
const USER_ID = 10345533;

/** Whether the trader is asked to consent. */
async function isAsked(browser: OidcBrowser): Promise<boolean> {
  const { url } = await browser.open(stage().at().authorizeUrl(goodRequest(newVerifier(), STRANGERS)));
  if (url.startsWith(REDIRECT_URI)) return false;
  assert.match(url, /\/auth\/consent\?/);
  return true;
}

/** A browser in which somebody else's app was consented to. */
async function consented(changes: Readonly<Record<string, string>> = {}) {
  const browser = stage().newBrowser();
  const tokens = await getTokens(stage().at(), browser, { ...STRANGERS, ...changes });
  assert.equal(await isAsked(browser), false);
  return { browser, tokens };
}

const isActive = async (token: string) =>
  (await stage().at().introspect(token, basic('third-party'))).body.active === true;

test('an app that gives an access token back is not consented to anew', async () => {
  const { browser, tokens } = await consented(OFFLINE);
  await stage().at().revoke(tokens.access_token, basic('third-party'));
  assert.deepEqual([await isActive(tokens.access_token), await isActive(tokens.refresh_token)], [false, false]);
  assert.equal(await isAsked(browser), false);
  const next = await getTokens(stage().at(), browser, STRANGERS);
  assert.equal(await isActive(next.access_token), true);
});

test('an app that gives its refresh token back has given the consent back', async () => {
  const { browser, tokens } = await consented(OFFLINE);
  await stage().at().revoke(tokens.refresh_token, basic('third-party'));
  assert.deepEqual([await isActive(tokens.access_token), await isActive(tokens.refresh_token)], [false, false]);
  assert.equal(await isAsked(browser), true);
});

test('rows 5 and 33: a theft, a log-out and an end of everything leave neither tokens nor consent', async () => {
  const { at, app, clock } = stage();
  const broker = app.brokers.get(MAIN);
  const { access } = app;
  const ends = {
    theft: async ({ refresh_token }: Tokens) => {
      const form = { grant_type: 'refresh_token', refresh_token };
      assert.equal((await at().token(form, basic('third-party'))).status, 200);
      clock.advance(3_600_000);
      assert.equal((await at().token(form, basic('third-party'))).body.error, 'invalid_grant');
    },
    'log-out': async ({ id_token }: Tokens, browser: OidcBrowser) =>
      void (await browser.open(`${at().issuer}/session/end?${new URLSearchParams({ id_token_hint: id_token })}`)),
    'end of everything': () => access.logOut(broker, USER_ID),
  };
  for (const [what, end] of Object.entries(ends)) {
    const { browser, tokens } = await consented(what === 'log-out' ? {} : OFFLINE);
    const grantId = await grantIdIn(browser);
    assert.ok(await access.appArtifacts.find(MAIN, 'app-grant', grantId), what);
    await end(tokens, browser);
    assert.equal(await access.appArtifacts.find(MAIN, 'app-grant', grantId), undefined, what);
    assert.equal(await isActive(tokens.access_token), false, what);
  }
});

type Tokens = Awaited<ReturnType<typeof getTokens>>;

async function grantIdIn(browser: OidcBrowser): Promise<string> {
  const { access, brokers } = stage().app;
  const cookie = browser.cookies.get(`__Host-session.${MAIN}`) ?? '';
  const session = await access.appSessions.find(brokers.get(MAIN), cookie);
  const authorizations = session?.provider?.authorizations as Record<string, { grantId?: string }> | undefined;
  return authorizations?.['third-party']?.grantId ?? '';
}
