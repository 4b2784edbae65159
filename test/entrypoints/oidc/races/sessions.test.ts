import assert from 'node:assert/strict';
import { after, before as beforeAll, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { platformCaller } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import { send } from '../../../support/trader-browser.ts';
import { oidcBrowser } from '../clients/oidc-browser.ts';
import { APP, REDIRECT_URI, STAGE_BROKER, STAGE_USER_ID } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signedInBrowser, signInAtScreens } from './oidc-app.ts';
import { OTHER_TRADER } from './seed-clients.ts';
import { before } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const SESSION_COOKIE = `__Host-session.${STAGE_BROKER}`;
/** As base64url: 22 characters hold 128 bits. */
const MIN_ID_LENGTH = 22;
const SILENTLY = { prompt: 'none', scope: 'openid' };

for (const { name, skip, open } of ENGINES) {
  describe(`sessions at the issuer, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let app: OidcApp;
    let platform: ReturnType<typeof platformCaller>;
    let crmApiToken = '';

    beforeAll(async () => {
      bridge = await startIssuer({ ...(await open()), clients: [{ ...APP, ...APP_1 }] });
      app = oidcApp(bridge.url, APP_1);
      platform = platformCaller(bridge.url, STAGE_BROKER);
      crmApiToken = await platform.crmApiToken();
    });
    after(() => bridge?.close());

    /** What an app gets whose browser shows this cookie, and may not ask anything. */
    async function silentlyWith(cookie: string): Promise<string | null> {
      const query = new URLSearchParams({
        ...{ client_id: APP_1.id, redirect_uri: REDIRECT_URI, response_type: 'code', ...SILENTLY },
        ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
      });
      const url = `${bridge.url}/b/${STAGE_BROKER}/oidc/auth?${query}`;
      const { headers } = await send(url, { headers: { cookie: `${SESSION_COOKIE}=${cookie}` } });
      const { searchParams } = new URL(headers.location ?? '');
      return searchParams.has('code') ? 'code' : searchParams.get('error');
    }

    async function logOutEverywhere(): Promise<void> {
      const { status, text } = await platform.logOut(crmApiToken, STAGE_USER_ID);
      assert.equal(status, 204, text);
    }

    test('row 33: a sign-in for an app makes a new id, of 128 bits at least, and the one before is nobody’s', async () => {
      const browser = oidcBrowser(REDIRECT_URI);
      const query = new URLSearchParams({
        ...{ client_id: APP_1.id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid' },
        ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
      });
      const address = `${bridge.url}/b/${STAGE_BROKER}/oidc/auth?${query}`;
      await browser.open(address);
      const planted = browser.cookies.get(SESSION_COOKIE) ?? 'planted-by-somebody-else';
      const back = await browser.logIn(address);
      assert.ok(back.searchParams.has('code'), back.href);
      const own = browser.cookies.get(SESSION_COOKIE) ?? '';
      assert.notEqual(own, planted);
      assert.ok(own.length >= MIN_ID_LENGTH, `${own.length} characters`);
      assert.equal(await silentlyWith(planted), 'login_required');
      assert.equal(await silentlyWith(own), 'code');
    });

    test('row 33: a sign-in at our screens makes a new id, whatever the browser came with', async () => {
      const browser = await signedInBrowser(bridge.url);
      const first = browser.cookies.get(SESSION_COOKIE) ?? '';
      await app.getCode(browser, 'openid');
      await signInAtScreens(browser, bridge.url);
      const second = browser.cookies.get(SESSION_COOKIE) ?? '';
      assert.notEqual(second, first);
      assert.equal(await silentlyWith(first), 'login_required');
      assert.equal(await silentlyWith(second), 'code');
    });

    test('row 33: a cookie that goes on working keeps no id in the store in the clear', async () => {
      const browser = await signedInBrowser(bridge.url);
      const cookie = browser.cookies.get(SESSION_COOKIE) ?? '';
      await app.getCode(browser, 'openid');
      assert.ok(bridge.logLines.every((line) => !line.includes(cookie)));
    });

    test('who signed in for an app is known at our own screens, where no password is asked', async () => {
      const browser = oidcBrowser(REDIRECT_URI, 'http://127.0.0.1:9/');
      await app.ask(browser, { scope: 'openid', prompt: 'login' });
      const page = await browser.open(`${bridge.url}/b/${STAGE_BROKER}/auth/login`);
      assert.match(page.text, /trader@example\.com/);
      const left = await browser.send(page);
      assert.ok(new URL(left.url).searchParams.has('token'), `${left.url}\n${left.text}`);
    });

    test('row 33: call 4.5 without a token ends everything of the trader, in every browser, and of nobody else', async () => {
      const browsers = [await signedInBrowser(bridge.url), await signedInBrowser(bridge.url)];
      const mine = await Promise.all(browsers.map((browser) => app.getTokens(browser)));
      const othersBrowser = await signedInBrowser(bridge.url, { trader: OTHER_TRADER });
      const others = await app.getTokens(othersBrowser);
      const elsewhere = platformCaller(bridge.url, 'tradingtech_main');
      const keepMeLoggedIn = 'true';
      const code = await elsewhere.signInToken({ keepMeLoggedIn });
      const { body } = await elsewhere.redeem(await elsewhere.crmApiToken(), code);
      await logOutEverywhere();

      for (const [index, { accessToken, refreshToken }] of mine.entries()) {
        assert.deepEqual([await app.isActive(accessToken), await app.isActive(refreshToken)], [false, false]);
        assert.equal((await app.refresh(refreshToken)).body.error, 'invalid_grant');
        assert.equal(await silentlyWith(browsers[index]?.cookies.get(SESSION_COOKIE) ?? ''), 'login_required');
      }
      assert.equal(await app.isActive(others.accessToken), true);
      assert.equal((await app.refresh(others.refreshToken)).status, 200);
      assert.equal(await silentlyWith(othersBrowser.cookies.get(SESSION_COOKIE) ?? ''), 'code');
      const again = await elsewhere.authorize(await elsewhere.crmApiToken(), String(body.accessToken));
      assert.equal(again.status, 200, again.text);
    });

    test('row 33: a code that was not redeemed yet ends with everything else', async () => {
      const browser = await signedInBrowser(bridge.url);
      const codes = [await app.getCode(browser), await app.getCode(browser, 'openid')];
      await logOutEverywhere();
      for (const code of codes) assert.equal((await app.redeem(code)).body.error, 'invalid_grant');
    });

    const moments = [
      ['put', 'app-grant', SILENTLY],
      ['put', 'app-code', SILENTLY],
      ['compareAndSet', 'session', SILENTLY],
      ['put', 'browser-session', { prompt: 'login', scope: 'openid' }],
    ] as const;
    for (const [operation, kind, parameters] of moments) {
      test(`row 33: a request that is under way when everything ends (before its ${operation} of ${kind}) brings nothing back`, async () => {
        const browser = await signedInBrowser(bridge.url);
        const done = before(bridge.app.storage.expiring, { operation, kind }, logOutEverywhere);
        const answer = await app.ask(browser, parameters).finally(done);
        const code = answer.get('code');
        if (code !== null) {
          const { status, body } = await app.redeem(code);
          const isOfUse = status === 200 && (await app.isActive(String(body.access_token)));
          assert.equal(isOfUse, false, 'the code bought a token that works');
        }
        assert.equal(await silentlyWith(browser.cookies.get(SESSION_COOKIE) ?? ''), 'login_required');
      });
    }

    for (const kind of ['app-code', 'app-grant'] as const) {
      test(`row 33: offline access that is asked for when everything ends (before the put of ${kind}) is not given`, async () => {
        const browser = await signedInBrowser(bridge.url);
        const done = before(bridge.app.storage.expiring, { operation: 'put', kind }, logOutEverywhere);
        const code = await app.getCode(browser).catch(() => undefined);
        done();
        if (code === undefined) return;
        const { status, text } = await app.redeem(code);
        assert.equal(status, 400, text);
      });
    }

    const renewals = [
      ['putIfAbsent', 'app-refresh-token'],
      ['compareAndSet', 'app-refresh-token'],
      ['put', 'app-access-token'],
    ] as const;
    for (const [operation, kind] of renewals) {
      test(`row 33: a renewal that is under way when everything ends (before its ${operation} of ${kind}) is worth nothing`, async () => {
        const { refreshToken } = await app.getTokens(await signedInBrowser(bridge.url));
        const done = before(bridge.app.storage.expiring, { operation, kind }, logOutEverywhere);
        const { status, body } = await app.refresh(refreshToken).finally(done);
        if (status !== 200) return;
        assert.equal(await app.isActive(String(body.access_token)), false);
        assert.equal((await app.refresh(String(body.refresh_token))).status, 400);
      });
    }

    for (const kind of ['app-access-token', 'app-refresh-token'] as const) {
      test(`row 33: a code that is being redeemed when everything ends (before the put of ${kind}) buys nothing`, async () => {
        const code = await app.getCode(await signedInBrowser(bridge.url));
        const done = before(bridge.app.storage.expiring, { operation: 'put', kind }, logOutEverywhere);
        const { status, body } = await app.redeem(code).finally(done);
        if (status !== 200) return;
        assert.equal(await app.isActive(String(body.access_token)), false);
        assert.equal((await app.refresh(String(body.refresh_token))).status, 400);
      });
    }
  });
}
