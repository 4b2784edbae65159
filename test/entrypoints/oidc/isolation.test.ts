import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ONE_TIME_TOKEN_GRANT } from '../../../src/lib/oidc-vocabulary.ts';
import { ENGINES } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { send } from '../../support/trader-browser.ts';
import { assertError, assertErrorPage } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem, redemptionOf } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { MAIN, SISTER, STRANGER, useIssuerStage } from './support/issuer-stage.ts';

/** The same clients, with the same secrets, are at every white label: nothing but the white label differs. */
for (const { name, skip, open } of ENGINES) {
  describe(`white labels are apart, on ${name}`, { skip }, () => {
    const stage = useIssuerStage(open);
    const cookieOf = (cookies: ReadonlyMap<string, string>) => [...cookies].map(([n, v]) => `${n}=${v}`).join('; ');

    for (const other of [SISTER, STRANGER]) {
      test(`row 28: a code of one white label is worth nothing at ${other}, and is not burnt there`, async () => {
        const { at, newBrowser } = stage();
        const issued = await getCode(at(MAIN), newBrowser());
        assertError(await redeem(at(other), issued), 400, 'invalid_grant');
        assert.equal((await redeem(at(MAIN), issued)).status, 200);
      });

      test(`row 28: tokens of one white label are worth nothing at ${other}, and are not ended there`, async () => {
        const { at, newBrowser } = stage();
        const tokens = await getTokens(at(MAIN), newBrowser(), OFFLINE);
        const { access_token, refresh_token } = tokens;
        const there = at(other);
        const form = { grant_type: 'refresh_token', refresh_token };
        assertError(await there.token(form, basic('web')), 400, 'invalid_grant');
        assert.equal((await there.userinfo(access_token)).status, 401);
        for (const token of [access_token, refresh_token]) {
          assert.equal((await there.introspect(token)).text, '{"active":false}');
          assert.equal((await there.revoke(token)).status, 200, 'as of a token that nobody knows');
        }
        assert.equal((await at(MAIN).userinfo(access_token)).status, 200);
        assert.equal((await at(MAIN).token(form, basic('web'))).status, 200);
      });

      test(`row 28: a session of one white label is none at ${other}`, async () => {
        const { at, newBrowser } = stage();
        const browser = newBrowser();
        await getCode(at(MAIN), browser);
        const asked = at(other).authorizeUrl(goodRequest(newVerifier(), { prompt: 'none' }));
        assert.match((await browser.open(asked)).url, /error=login_required/);
        const value = browser.cookies.get(`__Host-session.${MAIN}`);
        assert.ok(value);
        const renamed = await send(asked, { headers: { cookie: `__Host-session.${other}=${value}` } });
        assert.match(renamed.headers.location ?? '', /error=login_required/);
        const ending = await send(`${at(other).issuer}/session/end`, {
          headers: { cookie: cookieOf(browser.cookies) },
        });
        assert.ok(ending.status < 500);
        assert.match(
          (await browser.open(at(MAIN).authorizeUrl(goodRequest(newVerifier(), { prompt: 'none' })))).url,
          /code=/,
        );
      });

      test(`row 28: a waiting request of one white label is unknown at ${other}`, async () => {
        const { at, newBrowser } = stage();
        const browser = newBrowser();
        const page = await browser.open(at(MAIN).authorizeUrl(goodRequest(newVerifier())));
        const id = new URL(page.url).searchParams.get('appRequest') ?? '';
        assert.ok(id);
        const cookie = ['app-request', '__Secure-app-request', 'app-resume', '__Secure-app-resume']
          .map((cookieName) => `${cookieName}=${id}`)
          .join('; ');
        const elsewhere = page.url.replace(`/b/${MAIN}/`, `/b/${other}/`);
        const shown = await send(elsewhere, { headers: { cookie } });
        assert.ok(!shown.text.includes('An app'), 'it says nothing of the app');
        assertErrorPage(
          Object.assign(await send(`${at(other).issuer}/auth/${id}`, { headers: { cookie } }), { body: {} }),
        );
        assert.equal(
          (await browser.send(page, { email: 'trader@example.com', password: 'Sandbox-Trader-1' })).status,
          303,
        );
      });

      test(`row 28: a pushed request of one white label is unknown at ${other}`, async () => {
        const { at, newBrowser } = stage();
        const { body } = await at(MAIN).push(goodRequest(newVerifier()), basic('web'));
        const query = { client_id: 'web', request_uri: String(body.request_uri) };
        assertErrorPage(await at(other).authorize(query));
        assert.ok((await newBrowser().logIn(at(MAIN).authorizeUrl(query))).searchParams.get('code'));
      });

      test(`row 28: a back end of one white label can do nothing at ${other}, in either dialect`, async () => {
        const { at, app, url } = stage();
        const { body } = await at(MAIN).token(
          { grant_type: 'client_credentials', scope: 'crm_api' },
          basic('back-end'),
        );
        const token = String(body.access_token);
        const own = platformCaller(url, MAIN);
        const others = platformCaller(url, other);
        const userIds: Record<string, number> = { [MAIN]: 10345533, [SISTER]: 10345534, [STRANGER]: 10345535 };
        assert.equal((await own.generate(token, userIds[MAIN])).status, 200);
        assert.ok([401, 403].includes((await others.generate(token, userIds[other])).status));
        const oneTime = await app.access.issueSignInToken(app.brokers.get(MAIN), 10345533, false);
        assert.ok([401, 403].includes((await others.redeem(token, oneTime)).status));
        const exchange = { grant_type: ONE_TIME_TOKEN_GRANT, token: oneTime };
        assertError(await at(other).token(exchange, basic('back-end')), 400, 'invalid_grant');
        assert.equal((await at(MAIN).token(exchange, basic('back-end'))).status, 200, 'and is not burnt');
      });
    }

    test('row 28: a secret of one white label’s client is no secret at another', async () => {
      const { at, app } = stage();
      const secret = await app.oidcClients.rotateSecret(app.brokers.get(MAIN), 'other-web', 0);
      const form = { grant_type: 'refresh_token', refresh_token: 'x' };
      assertError(await at(MAIN).token(form, basic('other-web', secret)), 400, 'invalid_grant');
      assertError(await at(SISTER).token(form, basic('other-web', secret)), 401, 'invalid_client');
      assertError(await at(MAIN).token(form, basic('other-web')), 401, 'invalid_client');
      assertError(await at(SISTER).token(form, basic('other-web')), 400, 'invalid_grant');
    });

    test('row 28: a one-time token of another white label signs nobody in', async () => {
      const { at, app, newBrowser } = stage();
      const token = await app.access.issueSignInToken(app.brokers.get(SISTER), 10345534, false);
      const page = await newBrowser().open(
        at(MAIN).authorizeUrl(goodRequest(newVerifier(), { one_time_token: token })),
      );
      assert.match(page.url, /\/auth\/login\?appRequest=/);
      const good = await newBrowser().open(
        at(SISTER).authorizeUrl(goodRequest(newVerifier(), { one_time_token: token })),
      );
      assert.match(good.url, /[?&]code=/, 'and it is not burnt');
    });

    test('row 28: each white label says what its own trader is, and has keys of its own', async () => {
      const { at, newBrowser } = stage();
      const seen = new Set<unknown>();
      const kids = new Set<unknown>();
      for (const brokerName of [MAIN, SISTER, STRANGER]) {
        const { access_token } = await getTokens(at(brokerName), newBrowser());
        const { body } = await at(brokerName).userinfo(access_token);
        assert.equal(body.broker_name, brokerName);
        seen.add(body.sub).add(body.ctid);
        const { keys } = (await at(brokerName).get('/jwks')).body as { keys: { kid: string }[] };
        for (const { kid } of keys) kids.add(kid);
      }
      assert.deepEqual([seen.size, kids.size], [6, 3]);
    });

    test('row 28: the redemption of a code names no other trader, client or white label', async () => {
      const { at, newBrowser } = stage();
      const issued = await getCode(at(MAIN), newBrowser());
      const more = {
        brokerName: SISTER,
        brokerCrmName: 'financialhouse_crm',
        userId: '10345534',
        sub: 'x',
        account: '1',
      };
      const answer = await at(MAIN).token({ ...redemptionOf(issued), ...more }, basic('web'));
      assert.equal(answer.status, 200);
      const { body } = await at(MAIN).userinfo(String(answer.body.access_token));
      assert.deepEqual([body.broker_name, body.ctid], [MAIN, 10345533]);
    });
  });
}
