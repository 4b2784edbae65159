import assert from 'node:assert/strict';
import { after, describe, mock, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { assertError } from './support/assert-refused.ts';
import { getCode, getTokens, goodRequest, newVerifier, OFFLINE, redeem, type Tokens } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';
import { DAY_SECONDS, moveTime } from './support/move-time.ts';

const HOUR_SECONDS = 3600;
const IDLE_DAYS = 30;
const YEAR_DAYS = 365;
const SESSION_HOURS = 12;

after(() => mock.timers.reset());

for (const { name, skip, open } of ENGINES) {
  describe(`lifetimes, on ${name}`, { skip }, () => {
    const stage = useIssuerStage(open);
    const move = (seconds: number) => moveTime(stage().clock, seconds);
    const refresh = (refresh_token: string, clientId = 'web') =>
      stage().at().token({ grant_type: 'refresh_token', refresh_token }, basic(clientId));
    const isActive = async (token: string, clientId = 'web') =>
      (await stage().at().introspect(token, basic(clientId))).body.active;

    for (const [clientId, seconds] of [
      ['web', 60],
      ['auto', 600],
    ] as const) {
      test(`row 19: a code of the client "${clientId}" lives for ${seconds} seconds and no longer`, async () => {
        const { at, newBrowser } = stage();
        move(0);
        const [first, second] = [
          await getCode(at(), newBrowser(), { client_id: clientId }),
          await getCode(at(), newBrowser(), { client_id: clientId }),
        ];
        move(seconds - 1);
        assert.equal((await redeem(at(), first)).status, 200);
        move(2);
        assertError(await redeem(at(), second), 400, 'invalid_grant');
      });
    }

    test('access tokens live for an hour, those of the AutoShares profile for a day', async () => {
      const { at, newBrowser } = stage();
      for (const [client_id, seconds] of [
        ['web', HOUR_SECONDS],
        ['auto', DAY_SECONDS],
      ] as const) {
        move(0);
        const asked = client_id === 'auto' ? { client_id } : OFFLINE;
        const { access_token } = await getTokens(at(), newBrowser(), asked);
        move(seconds - 1);
        assert.equal(await isActive(access_token, client_id), true, client_id);
        assert.equal((await at().userinfo(access_token)).status, 200);
        move(2);
        assert.equal(await isActive(access_token, client_id), false, client_id);
        assert.equal((await at().userinfo(access_token)).status, 401);
      }
    });

    test('row 25: a refresh token that is not used for thirty days is worth nothing', async () => {
      const { at, newBrowser } = stage();
      move(0);
      const used = await getTokens(at(), newBrowser(), OFFLINE);
      const idle = await getTokens(at(), newBrowser(), OFFLINE);
      move(IDLE_DAYS * DAY_SECONDS - 1);
      const renewed = await refresh(used.refresh_token);
      assert.equal(renewed.status, 200);
      move(2);
      assertError(await refresh(idle.refresh_token), 400, 'invalid_grant');
      move((IDLE_DAYS - 1) * DAY_SECONDS);
      assert.equal((await refresh(String(renewed.body.refresh_token))).status, 200, 'each use gives it another thirty');
    });

    test('row 25: a refresh token ends after a year, however often it is used', async () => {
      const { at, newBrowser } = stage();
      move(0);
      let { refresh_token } = await getTokens(at(), newBrowser(), OFFLINE);
      let days = 0;
      for (; days + IDLE_DAYS - 1 < YEAR_DAYS; days += IDLE_DAYS - 1) {
        move((IDLE_DAYS - 1) * DAY_SECONDS);
        const answer = await refresh(refresh_token);
        assert.equal(answer.status, 200, `after ${days} days`);
        refresh_token = String(answer.body.refresh_token);
      }
      move((YEAR_DAYS - days) * DAY_SECONDS + 1);
      assertError(await refresh(refresh_token), 400, 'invalid_grant');
    });

    test('row 25: a refresh token of the AutoShares profile comes unasked, stays, and has no end', async () => {
      const { at, newBrowser } = stage();
      move(0);
      const { refresh_token }: Tokens = await getTokens(at(), newBrowser(), { client_id: 'auto', scope: 'openid' });
      assert.ok(refresh_token);
      for (const days of [1, 30, YEAR_DAYS, 10 * YEAR_DAYS]) {
        move(days * DAY_SECONDS);
        const answer = await refresh(refresh_token, 'auto');
        assert.equal(answer.status, 200, `after ${days} more days: ${answer.text}`);
        assert.equal(answer.body.refresh_token ?? refresh_token, refresh_token);
        assert.equal(await isActive(String(answer.body.access_token), 'auto'), true);
      }
    });

    test('without offline_access there is no refresh token, and the access token ends with the session', async () => {
      const { at, newBrowser } = stage();
      move(0);
      const browser = newBrowser();
      const first = await getTokens(at(), browser, { client_id: 'web' });
      assert.equal(first.refresh_token, undefined);
      move(SESSION_HOURS * HOUR_SECONDS - 600);
      const [online, offline, lasting] = [
        await getTokens(at(), browser, { client_id: 'web', prompt: 'none' }),
        await getTokens(at(), browser, OFFLINE),
        await getTokens(at(), browser, { client_id: 'auto', scope: 'openid' }),
      ];
      assert.equal(await isActive(online.access_token), true);
      move(601);
      assert.equal(await isActive(online.access_token), false, 'it would live for fifty minutes more');
      assert.equal((await at().userinfo(online.access_token)).status, 401);
      assert.equal(await isActive(offline.access_token), true);
      assert.equal(await isActive(lasting.access_token, 'auto'), true);
      move(HOUR_SECONDS);
      assert.equal(await isActive(first.access_token), false);
      assert.equal((await refresh(offline.refresh_token)).status, 200);
    });

    test('a pushed request waits for a minute', async () => {
      const { at, newBrowser } = stage();
      move(0);
      const push = async () => {
        const { body } = await at().push(goodRequest(newVerifier()), basic('web'));
        return at().authorizeUrl({ client_id: 'web', request_uri: String(body.request_uri) });
      };
      const [inTime, late] = [await push(), await push()];
      move(59);
      assert.equal((await newBrowser().open(inTime)).status, 200);
      move(2);
      assert.equal((await newBrowser().open(late)).status, 400);
    });

    test('an interaction waits for an hour', async () => {
      const { at, newBrowser } = stage();
      move(0);
      const browser = newBrowser();
      const page = await browser.open(at().authorizeUrl(goodRequest(newVerifier())));
      move(HOUR_SECONDS - 1);
      assert.equal((await browser.open(page.url)).status, 200);
      move(2);
      const late = await browser.open(page.url);
      assert.ok(late.status >= 400 && late.status < 500, 'the request is forgotten');
    });
  });
}
