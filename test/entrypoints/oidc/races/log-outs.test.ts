import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../../support/engines.ts';
import { linkTokenIn, mailTo, resetBrowser } from '../../../support/reset-browser.ts';
import { SEEDED_TRADER } from '../../../support/trader-browser.ts';
import { APP, type OidcStage, POST_LOGOUT_URI, STAGE_BROKER, startOidcStage } from '../clients/oidc-stage.ts';
import { type OidcApp, oidcApp, signInAtScreens } from './oidc-app.ts';

const APP_1 = { id: 'app-1', secret: 'the-secret-of-app-1' };
const NEW_PASSWORD = 'Another-long-password-1';

for (const { name, skip, open } of ENGINES) {
  describe(`log-outs, on ${name}`, { skip }, () => {
    let stage: OidcStage;
    let app: OidcApp;
    let crmApiToken = '';

    before(async () => {
      stage = await startOidcStage({ ...(await open()), clients: [{ ...APP, ...APP_1 }] });
      app = oidcApp(stage.url, APP_1);
      crmApiToken = await stage.platform.crmApiToken();
    });
    after(() => stage?.close());

    /** A browser that is signed in, and what apps and the platform got by it. */
    async function signIn() {
      const browser = stage.newBrowser();
      const oneTimeToken = await signInAtScreens(browser, stage.url, { keepMeLoggedIn: true });
      const { body } = await stage.platform.redeem(crmApiToken, oneTimeToken);
      const online = await app.getTokens(browser, 'openid');
      const offline = await app.getTokens(browser);
      return { browser, accessToken: String(body.accessToken), online, offline };
    }

    type SignedIn = Awaited<ReturnType<typeof signIn>>;

    const statusOf4_3 = async ({ accessToken }: SignedIn) =>
      (await stage.platform.authorize(crmApiToken, accessToken)).status;

    const silently = async ({ browser }: SignedIn) => {
      const answer = await app.ask(browser, { prompt: 'none', scope: 'openid' });
      return answer.get('error') ?? 'signed in';
    };

    test('a log-out at the issuer ends its own session in both dialects, but not what may be used offline', async () => {
      const [one, other] = [await signIn(), await signIn()];
      await stage.simulator.clearCalls();
      const query = new URLSearchParams({
        id_token_hint: one.online.idToken,
        post_logout_redirect_uri: POST_LOGOUT_URI,
      });
      const page = await one.browser.open(`${stage.issuer}/session/end?${query}`);
      assert.ok(page.url.startsWith(POST_LOGOUT_URI), page.url);

      assert.equal(await statusOf4_3(one), 404);
      assert.equal(await silently(one), 'login_required');
      assert.equal(await app.isActive(one.online.accessToken), false);
      assert.equal((await app.refresh(one.offline.refreshToken)).status, 200);
      assert.equal((await stage.simulator.calls('3.12')).length, 1);

      assert.equal(await statusOf4_3(other), 200);
      assert.equal(await silently(other), 'signed in');
      assert.equal(await app.isActive(other.online.accessToken), true);
    });

    test('row 24: a log-out that the trader confirms ends the session in both dialects, and the platform is told once', async () => {
      const [one, other] = [await signIn(), await signIn()];
      await stage.simulator.clearCalls();
      const question = await one.browser.open(`${stage.issuer}/session/end?client_id=${APP_1.id}`);
      assert.equal(await statusOf4_3(one), 200);
      assert.equal((await stage.simulator.calls('3.12')).length, 0, 'nobody has agreed yet');
      await one.browser.send(question);

      assert.equal(await statusOf4_3(one), 404);
      assert.equal(await silently(one), 'login_required');
      assert.equal(await app.isActive(one.online.accessToken), false);
      assert.equal((await app.refresh(one.offline.refreshToken)).status, 200);
      assert.equal((await stage.simulator.calls('3.12')).length, 1);
      assert.equal(await statusOf4_3(other), 200);
      assert.equal(await app.isActive(other.online.accessToken), true);
    });

    test('row 33: another password ends every session, grant and token of the trader', async () => {
      const sessions = [await signIn(), await signIn()];
      const traders = resetBrowser(stage.url, { brokerName: STAGE_BROKER });
      await traders.request(SEEDED_TRADER.email);
      const token = linkTokenIn(await mailTo(stage, SEEDED_TRADER.email));
      const { status, text } = await traders.reset(token, NEW_PASSWORD);
      assert.ok(status === 303 || status === 200, `${status} ${text}`);

      for (const session of sessions) {
        assert.equal(await statusOf4_3(session), 404);
        assert.equal(await silently(session), 'login_required');
        const { online, offline } = session;
        assert.equal(await app.isActive(online.accessToken), false);
        assert.equal(await app.isActive(offline.accessToken), false);
        assert.equal((await app.refresh(offline.refreshToken)).body.error, 'invalid_grant');
      }
      const browser = stage.newBrowser();
      await signInAtScreens(browser, stage.url, { trader: { ...SEEDED_TRADER, password: NEW_PASSWORD } });
      assert.ok((await app.getTokens(browser)).refreshToken);
    });
  });
}
