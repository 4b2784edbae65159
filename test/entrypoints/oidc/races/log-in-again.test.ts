import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import type { LogoutNotice } from '../../../../src/domain/app-logouts/logout-notice.ts';
import { ENGINES } from '../../../support/engines.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { platformCaller } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import { send } from '../../../support/trader-browser.ts';
import type { OidcBrowser } from '../clients/oidc-browser.ts';
import { APP, STAGE_BROKER, STAGE_USER_ID } from '../clients/oidc-stage.ts';
import { decodeJwt } from '../support/make-jwt.ts';
import { moveTime } from '../support/move-time.ts';
import { type OidcApp, oidcApp, signedInBrowser, signInAtScreens } from './oidc-app.ts';
import { OTHER_TRADER } from './seed-clients.ts';
import { before as beforeOperation } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const SESSION_COOKIE = `__Host-session.${STAGE_BROKER}`;
const HOUR_SECONDS = 3600;

for (const { name, skip, open } of ENGINES) {
  describe(`a trader who logs in again in the same browser, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let app: OidcApp;
    let platform: ReturnType<typeof platformCaller>;

    before(async () => {
      const clients = [{ ...APP, ...APP_1, backchannelLogoutUri: 'https://app.example/told' }];
      bridge = await startIssuer({ ...(await open()), clock: createFakeClock(Date.now()), clients });
      app = oidcApp(bridge.url, APP_1);
      platform = platformCaller(bridge.url, STAGE_BROKER);
    });
    after(async () => {
      mock.timers.reset();
      await bridge?.close();
    });

    const sidOf = (idToken: string) => decodeJwt(idToken).claims.sid;

    /** @returns The `sid`s that apps were to be told since the last time. */
    async function toldSids(): Promise<unknown[]> {
      const notices: LogoutNotice[] = [];
      const tell = async (notice: LogoutNotice) => {
        notices.push(notice);
        return 'told' as const;
      };
      while ((await bridge.app.appLogouts.deliverDue(tell)) > 0);
      return notices.map(({ sid }) => sid);
    }

    /** @returns What the platform got, with *keep me logged in*. */
    async function platformToken(browser: OidcBrowser): Promise<string> {
      const token = await signInAtScreens(browser, bridge.url, { keepMeLoggedIn: true });
      return String((await platform.redeem(await platform.crmApiToken(), token)).body.accessToken);
    }

    async function logOut(accessToken?: string): Promise<void> {
      const { status, text } = await platform.logOut(await platform.crmApiToken(), STAGE_USER_ID, accessToken);
      assert.equal(status, 204, text);
    }

    test('row 33: keeps what apps hold, under a new cookie, as a new authentication; apps are told of the end', async () => {
      const browser = await signedInBrowser(bridge.url);
      const first = await app.getTokens(browser, 'openid');
      const cookie = browser.cookies.get(SESSION_COOKIE);
      moveTime(bridge.clock, 60);
      await signInAtScreens(browser, bridge.url);
      assert.notEqual(browser.cookies.get(SESSION_COOKIE), cookie);
      assert.equal(await app.isActive(first.accessToken), true);
      const second = await app.getTokens(browser, 'openid');
      assert.equal(sidOf(second.idToken), sidOf(first.idToken));
      const [was, now] = [first, second].map(({ idToken }) => Number(decodeJwt(idToken).claims.auth_time));
      assert.equal(now, Number(was) + 60);
      assert.deepEqual(await toldSids(), []);
      await logOut();
      assert.deepEqual(await toldSids(), [sidOf(first.idToken)]);
      assert.equal(await app.isActive(first.accessToken), false);
    });

    test('row 33: has the session for its full time from then on, and apps are told of its end however often that was', async () => {
      const browser = await signedInBrowser(bridge.url);
      const { idToken, accessToken } = await app.getTokens(browser, 'openid');
      for (let times = 0; times < 3; times += 1) {
        moveTime(bridge.clock, 11 * HOUR_SECONDS);
        await signInAtScreens(browser, bridge.url);
      }
      moveTime(bridge.clock, 11 * HOUR_SECONDS);
      const again = await app.getTokens(browser, 'openid');
      assert.equal(sidOf(again.idToken), sidOf(idToken));
      assert.equal(await app.isActive(accessToken), false, 'its own time is over');
      await logOut();
      assert.deepEqual(await toldSids(), [sidOf(idToken)]);
    });

    for (const [what, meanwhile] of [
      ['at once', async () => {}],
      ['after logging in again in the same browser', (browser: OidcBrowser) => signInAtScreens(browser, bridge.url)],
      ['after thirteen hours', async () => moveTime(bridge.clock, 13 * HOUR_SECONDS)],
    ] as const) {
      test(`row 33: call 4.5 with the access token of the sign-in ends refresh tokens, ${what}`, async () => {
        const browser = await signedInBrowser(bridge.url);
        const accessToken = await platformToken(browser);
        const { refreshToken } = await app.getTokens(browser);
        await meanwhile(browser);
        assert.equal(await app.isActive(refreshToken), true);
        await logOut(accessToken);
        assert.equal((await app.refresh(refreshToken)).body.error, 'invalid_grant');
        await toldSids();
      });
    }

    test('row 33: another trader ends the session of the one before, of which apps are told; who logged out nowhere keeps the rest', async () => {
      const browser = await signedInBrowser(bridge.url);
      const accessToken = await platformToken(browser);
      const online = await app.getTokens(browser, 'openid');
      const elsewhere = await signedInBrowser(bridge.url);
      const { refreshToken } = await app.getTokens(elsewhere);
      const cookie = browser.cookies.get(SESSION_COOKIE);
      await signInAtScreens(browser, bridge.url, { trader: OTHER_TRADER });
      assert.deepEqual(await toldSids(), [sidOf(online.idToken)]);
      assert.equal(await app.isActive(online.accessToken), false);
      assert.equal(await app.isActive(refreshToken), true);
      assert.equal((await platform.authorize(await platform.crmApiToken(), accessToken)).status, 200);
      const others = await app.getTokens(browser, 'openid');
      assert.notEqual(decodeJwt(others.idToken).claims.sub, decodeJwt(online.idToken).claims.sub);
      assert.notEqual(sidOf(others.idToken), sidOf(online.idToken));
      const page = await send(`${bridge.url}/b/${STAGE_BROKER}/auth/login`, {
        headers: { cookie: `${SESSION_COOKIE}=${cookie}` },
      });
      assert.doesNotMatch(page.text, /trader@example\.com/);
    });

    test('row 33: another trader who logs in ends offline access no more than a log-out of that browser does', async () => {
      const browser = await signedInBrowser(bridge.url);
      const { refreshToken } = await app.getTokens(browser);
      await signInAtScreens(browser, bridge.url, { trader: OTHER_TRADER });
      assert.equal((await app.refresh(refreshToken)).status, 200);
      await toldSids();
    });

    test('row 33: an app that comes meanwhile is noted, and does not bring the cookie of before back', async () => {
      const browser = await signedInBrowser(bridge.url);
      const cookie = browser.cookies.get(SESSION_COOKIE) ?? '';
      const wanted = { operation: 'compareAndSet', kind: 'session' } as const;
      const done = beforeOperation(bridge.app.storage.expiring, wanted, async () => {
        await signInAtScreens(browser, bridge.url);
      });
      const code = await app.getCode(browser, 'openid').finally(done);
      const { body } = await app.redeem(code);
      assert.equal(await app.isActive(String(body.access_token)), true);
      const { text } = await send(`${bridge.url}/b/${STAGE_BROKER}/auth/login`, {
        headers: { cookie: `${SESSION_COOKIE}=${cookie}` },
      });
      assert.doesNotMatch(text, /trader@example\.com/);
      await logOut();
      assert.ok((await toldSids()).includes(sidOf(String(body.id_token))));
    });

    test('row 33: a link with a one-time token does not sign a known browser in as somebody else', async () => {
      const browser = await signedInBrowser(bridge.url);
      const { idToken } = await app.getTokens(browser, 'openid');
      const cookie = browser.cookies.get(SESSION_COOKIE);
      const own = Number(OTHER_TRADER.platformUserId);
      const { body } = await platform.generate(await platform.crmApiToken(), own);
      const page = await browser.open(`${bridge.url}/b/${STAGE_BROKER}/sso/callback?token=${body.token}`);
      assert.equal(page.status, 200, page.text);
      assert.equal(browser.cookies.get(SESSION_COOKIE), cookie);
      const again = await app.getTokens(browser, 'openid');
      assert.equal(decodeJwt(again.idToken).claims.sub, decodeJwt(idToken).claims.sub);
      assert.equal(await app.isActive(again.accessToken), true);
    });
  });
}
