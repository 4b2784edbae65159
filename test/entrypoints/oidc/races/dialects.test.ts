import assert from 'node:assert/strict';
import { after, before as beforeAll, beforeEach, describe, test } from 'node:test';
import { generateKeyPair } from 'jose';
import { ENGINES } from '../../../support/engines.ts';
import { type Answer, platformCaller } from '../../../support/platform-caller.ts';
import type { TestBridge } from '../../../support/start-bridge.ts';
import { send } from '../../../support/trader-browser.ts';
import { type OidcBrowser, oidcBrowser } from '../clients/oidc-browser.ts';
import { APP, POST_LOGOUT_URI, REDIRECT_URI, STAGE_BROKER, STAGE_USER_ID } from '../clients/oidc-stage.ts';
import { makeDpopProof } from '../support/make-jwt.ts';
import { type OidcApp, oidcApp, signedInBrowser, signInAtScreens } from './oidc-app.ts';
import { before } from './slow-store.ts';
import { startIssuer } from './start-issuer.ts';

const ONE_TIME_TOKEN_GRANT = 'urn:drawbridge:params:oauth:grant-type:one-time-token';
const BACK_END = { id: 'back-end', secret: 'the-secret-of-a-back-end' };
const OTHER = { id: 'other-back-end', secret: 'the-secret-of-another-one' };
const BOUND = { id: 'bound-back-end', secret: 'the-secret-of-a-bound-one' };
const TIMES = 40;

for (const { name, skip, open } of ENGINES) {
  describe(`one-time tokens and crm_api tokens in both dialects, on ${name}`, { skip }, () => {
    let bridge: TestBridge;
    let app: OidcApp;
    let other: OidcApp;
    let platform: ReturnType<typeof platformCaller>;
    let crmApiToken = '';
    let browser: OidcBrowser;

    beforeAll(async () => {
      const settings = {
        ...APP,
        grantTypes: [...(APP.grantTypes ?? []), 'client_credentials', ONE_TIME_TOKEN_GRANT],
        scopes: [...(APP.scopes ?? []), 'crm_api'],
      } as const;
      const clients = [
        { ...settings, ...BACK_END },
        { ...settings, ...OTHER },
        { ...settings, ...BOUND, dpopBound: true },
      ];
      bridge = await startIssuer({ ...(await open()), clients });
      [app, other] = [oidcApp(bridge.url, BACK_END), oidcApp(bridge.url, OTHER)];
      platform = platformCaller(bridge.url, STAGE_BROKER);
      crmApiToken = await platform.crmApiToken();
    });
    beforeEach(() => {
      browser = oidcBrowser(REDIRECT_URI, POST_LOGOUT_URI, 'http://127.0.0.1:9/');
    });
    after(() => bridge?.close());

    const trade = (token: string, scope = 'openid email') =>
      app.post('/token', { grant_type: ONE_TIME_TOKEN_GRANT, token, scope });

    async function traded(token: string): Promise<string> {
      const { status, body, text } = await trade(token);
      assert.equal(status, 200, text);
      return String(body.access_token);
    }

    /** For an in-app screen. */
    async function inappToken(): Promise<string> {
      const { status, body, text } = await platform.generate(crmApiToken, STAGE_USER_ID);
      assert.equal(status, 200, text);
      return String(body.token);
    }

    async function logOutAtIssuer(): Promise<void> {
      const { idToken } = await app.getTokens(browser, 'openid');
      const query = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: POST_LOGOUT_URI });
      const page = await browser.open(`${bridge.url}/b/${STAGE_BROKER}/oidc/session/end?${query}`);
      assert.ok(page.url.startsWith(POST_LOGOUT_URI), page.url);
    }

    test('row 3: of those who bring a one-time token of a sign-in to call 4.2 and to the grant at once, one gets something', async () => {
      for (let round = 0; round < 3; round += 1) {
        const token = await signInAtScreens(browser, bridge.url);
        const calls = Array.from({ length: TIMES }, (_, index) =>
          index % 2 === 0 ? trade(token) : platform.redeem(crmApiToken, token),
        );
        const answers = await Promise.all(calls);
        const refused = answers.filter(({ status }) => status !== 200);
        assert.equal(refused.length, TIMES - 1, answers.map(({ status }) => status).join(' '));
        for (const { status, body, text } of refused) {
          assert.ok(status === 404 || (status === 400 && body.error === 'invalid_grant'), `${status} ${text}`);
        }
      }
    });

    test('row 3: a token that was spent in one dialect is spent in the other', async () => {
      const first = await signInAtScreens(browser, bridge.url);
      assert.equal((await platform.redeem(crmApiToken, first)).status, 200);
      assert.equal((await trade(first)).body.error, 'invalid_grant');
      const second = await signInAtScreens(browser, bridge.url);
      await traded(second);
      assert.equal((await platform.redeem(crmApiToken, second)).status, 404);
    });

    test('what a one-time token of a sign-in was traded for ends with that sign-in', async () => {
      const accessToken = await traded(await signInAtScreens(browser, bridge.url));
      const elsewhere = await traded(await signInAtScreens(oidcBrowser('http://127.0.0.1:9/'), bridge.url));
      assert.equal(await app.isActive(accessToken), true);
      await logOutAtIssuer();
      assert.equal(await app.isActive(accessToken), false);
      assert.equal(await app.isActive(elsewhere), true);
    });

    test('what a one-time token of call 4.4 was traded for ends when everything of the trader does', async () => {
      const accessToken = await traded(await inappToken());
      assert.equal(await app.isActive(accessToken), true);
      assert.equal((await platform.logOut(crmApiToken, STAGE_USER_ID)).status, 204);
      assert.equal(await app.isActive(accessToken), false);
    });

    test('a one-time token that is being traded when everything of the trader ends buys nothing that lasts', async () => {
      for (const kind of ['app-grant', 'app-access-token']) {
        const token = await inappToken();
        const act = async () => void (await platform.logOut(crmApiToken, STAGE_USER_ID));
        const done = before(bridge.app.storage.expiring, { operation: 'put', kind }, act);
        const { status, body } = await trade(token).finally(done);
        const isOfUse = status === 200 && (await app.isActive(String(body.access_token)));
        assert.equal(isOfUse, false, `before the put of ${kind}`);
      }
    });

    test('row 6: a trade that is refused leaves the token as it is', async () => {
      const token = await inappToken();
      assert.equal((await trade(token, 'openid crm_api')).body.error, 'invalid_scope');
      assert.equal((await trade(token, 'openid offline_access')).body.error, 'invalid_scope');
      const stranger = oidcApp(bridge.url, { ...BACK_END, secret: 'not-the-secret-at-all' });
      const refused = await stranger.post('/token', { grant_type: ONE_TIME_TOKEN_GRANT, token });
      assert.equal(refused.body.error, 'invalid_client');
      await traded(token);
    });

    test('row 7: HEAD and prefetch leave a one-time token in an authorization request as it is', async () => {
      const token = await inappToken();
      const query = new URLSearchParams({
        ...{ client_id: BACK_END.id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: 'openid' },
        ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256', one_time_token: token },
      });
      const address = `${bridge.url}/b/${STAGE_BROKER}/oidc/auth?${query}`;
      for (const options of [{ method: 'HEAD' }, { headers: { 'Sec-Purpose': 'prefetch' } }]) {
        const jar = new Map<string, string>();
        let next: string | undefined = address;
        for (let steps = 0; next !== undefined && steps < 5; steps += 1) {
          const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
          const headers = { ...options.headers, ...(cookie === '' ? {} : { cookie }) };
          const answer = await send(next, { ...options, headers });
          for (const line of answer.headers['set-cookie'] ?? []) {
            const [key = '', value = ''] = (line.split(';')[0] ?? '').split('=');
            jar.set(key, value);
          }
          const { location } = answer.headers;
          assert.ok(!location?.startsWith(REDIRECT_URI), location);
          next = location === undefined ? undefined : new URL(location, next).href;
        }
      }
      const page = await browser.open(address);
      assert.ok(page.url.startsWith(`${REDIRECT_URI}?code=`), `${page.url}\n${page.text}`);
      assert.equal((await trade(token)).body.error, 'invalid_grant');
    });

    test('a one-time token in an authorization request that is spent asks for the form', async () => {
      const token = await inappToken();
      await traded(token);
      const back = await app.ask(browser, { scope: 'openid', prompt: 'login', one_time_token: token });
      assert.ok(back.has('code'), String(back));
      const silent = await app.ask(await signedInBrowser(bridge.url), {
        ...{ scope: 'openid', prompt: 'none', one_time_token: await inappToken() },
      });
      assert.match(silent.get('error') ?? '', /^(login|interaction)_required$/);
    });

    async function crmToken(from: OidcApp = app): Promise<string> {
      const { status, body, text } = await from.post('/token', { grant_type: 'client_credentials', scope: 'crm_api' });
      assert.equal(status, 200, text);
      return String(body.access_token);
    }

    function statusOf(answers: readonly Answer[]): readonly number[] {
      return answers.map(({ status }) => status);
    }

    /** Calls 4.2 to 4.5, which are refused alike for a token that is not good. */
    async function callAll(token: string): Promise<readonly number[]> {
      const oneTimeToken = await signInAtScreens(browser, bridge.url, { keepMeLoggedIn: true });
      const redeemed = await platform.redeem(token, oneTimeToken);
      const accessToken = String(redeemed.body.accessToken);
      return statusOf([
        redeemed,
        await platform.authorize(token, accessToken),
        await platform.generate(token, STAGE_USER_ID),
        await platform.logOut(token, STAGE_USER_ID),
      ]);
    }

    const ALL_GOOD = [200, 200, 200, 204];
    const ALL_REFUSED = [403, 403, 403, 403];

    test('a crm_api token makes the calls 4.2 to 4.5, until it is revoked', async () => {
      const [token, kept] = [await crmToken(), await crmToken()];
      assert.deepEqual(await callAll(token), ALL_GOOD);
      assert.equal((await app.post('/token/revocation', { token })).status, 200);
      assert.deepEqual(await callAll(token), ALL_REFUSED);
      assert.deepEqual(await callAll(kept), ALL_GOOD);
    });

    test('a token without the scope crm_api, and a trader’s own, make no calls', async () => {
      const { body } = await app.post('/token', { grant_type: 'client_credentials', scope: 'email' });
      assert.deepEqual(await callAll(String(body.access_token ?? 'none')), ALL_REFUSED);
      const { accessToken } = await app.getTokens(await signedInBrowser(bridge.url));
      assert.deepEqual(await callAll(accessToken), ALL_REFUSED);
    });

    test('tokens that are bound to a key make no calls, for nobody shows the key there, and are not traded for', async () => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      const url = `${bridge.url}/b/${STAGE_BROKER}/oidc/token`;
      const answer = await fetch(url, {
        method: 'POST',
        headers: { DPoP: await makeDpopProof(pair, { method: 'POST', url }) },
        body: new URLSearchParams({
          ...{ grant_type: 'client_credentials', scope: 'crm_api' },
          ...{ client_id: BOUND.id, client_secret: BOUND.secret },
        }),
      });
      const { access_token: bound, token_type: type } = (await answer.json()) as Record<string, string>;
      assert.equal(type, 'DPoP');
      assert.deepEqual(await callAll(bound ?? ''), ALL_REFUSED);

      const token = await inappToken();
      const app = oidcApp(bridge.url, BOUND);
      const refused = await app.post('/token', { grant_type: ONE_TIME_TOKEN_GRANT, token });
      assert.deepEqual([refused.status, refused.body.error], [400, 'unauthorized_client']);
      await traded(token);
    });

    test('row 28: a crm_api token of another white label makes no calls', async () => {
      const token = await crmToken();
      const elsewhere = platformCaller(bridge.url, 'tradingtech_main');
      const { status } = await elsewhere.generate(token, 10345533);
      assert.equal(status, 403);
      assert.deepEqual(await callAll(token), ALL_GOOD);
    });

    test('a crm_api token ends when its client loses its tokens, and when the client is switched off', async () => {
      const { oidcClients, brokers } = bridge.app;
      const broker = () => {
        const found = brokers.find(STAGE_BROKER);
        assert.ok(found);
        return found;
      };
      const [token, othersToken] = [await crmToken(), await crmToken(other)];
      // The engine reads the system's clock.
      bridge.clock.set(Date.now());
      await oidcClients.revokeTokens(broker(), BACK_END.id);
      assert.deepEqual(await callAll(token), ALL_REFUSED);
      assert.deepEqual(await callAll(othersToken), ALL_GOOD);
      await oidcClients.update(broker(), OTHER.id, { enabled: false });
      assert.deepEqual(await callAll(othersToken), ALL_REFUSED);
      const refused = await other.post('/token', { grant_type: 'client_credentials', scope: 'crm_api' });
      assert.deepEqual([refused.status, refused.body.error], [401, 'invalid_client']);
    });
  });
}
