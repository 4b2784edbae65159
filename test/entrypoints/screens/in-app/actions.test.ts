import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ActionSetting, InappAction } from '../../../../src/domain/brokers/broker.ts';
import { DEPOSITORS } from '../../../support/deposit-screen.ts';
import { ENGINES } from '../../../support/engines.ts';
import { cookieIn, type InappBrowser, inappBrowser, newInappTrader } from '../../../support/inapp-browser.ts';
import { platformCaller } from '../../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';
import { send, ticketIn, wordsOf } from '../../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const MINUTE_MS = 60_000;
const TEMPLATE =
  'https://pay.example/{brokerCrmName}/start?wl={brokerName}&t={otToken}&a={accountId}&l={lang}&th={theme}&s={source}';

for (const { name, skip, open } of ENGINES) {
  describe(`in-app screens on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    let trader: InappBrowser;
    before(async () => {
      bridge = await startWiredBridge(await open());
      trader = inappBrowser(bridge, {
        email: 'trader@example.com',
        password: 'Sandbox-Trader-1',
        userId: DEPOSITORS[BROKER].userId,
      });
    });
    after(() => bridge.close());

    async function setAction(action: InappAction, setting: ActionSetting): Promise<void> {
      const { actions } = bridge.app.brokers.get(BROKER);
      await bridge.app.brokers.update(BROKER, { actions: { ...actions, [action]: setting } });
    }

    async function withAction(action: InappAction, setting: ActionSetting, job: () => Promise<void>): Promise<void> {
      await setAction(action, setting);
      try {
        await job();
      } finally {
        await setAction(action, { kind: 'built-in' });
      }
    }

    test('an external action leads to the white label’s own page with every value encoded, and spends no token', () =>
      withAction('deposit', { kind: 'external', template: TEMPLATE }, async () => {
        const token = await trader.token();
        const { live } = DEPOSITORS[BROKER];
        for (let round = 0; round < 2; round += 1) {
          const answer = await trader.open('deposit', {
            token,
            query: `account=${live}&lang=FR&theme=dark&source=ios`,
          });
          assert.equal(answer.status, 303, answer.text);
          assert.equal(answer.headers['referrer-policy'], 'no-referrer');
          const url = new URL(String(answer.headers.location));
          assert.equal(`${url.origin}${url.pathname}`, 'https://pay.example/tradingtech_crm/start');
          assert.deepEqual(Object.fromEntries(url.searchParams), {
            wl: BROKER,
            t: token,
            a: String(live),
            l: 'fr',
            th: 'dark',
            s: 'iOS',
          });
        }
        const unknown = await trader.open('deposit', { token, query: 'lang=sv' });
        assert.equal(new URL(String(unknown.headers.location)).searchParams.get('l'), 'en', 'as our own pages do');
        const hostile = await trader.open('deposit', {
          token,
          query: 'lang=%26x%3D1&theme=%22%3E&source=../..%23&account=',
        });
        const url = new URL(String(hostile.headers.location));
        assert.deepEqual(
          [...url.searchParams.entries()].map(([key, value]) => `${key}=${key === 't' ? '' : value}`),
          [`wl=${BROKER}`, 't=', 'a=', 'l=en', 'th=', 's='],
        );
      }));

    test('row 12: an external action is led to by nobody but the holder of a live token of this white label and user', () =>
      withAction('deposit', { kind: 'external', template: TEMPLATE }, async () => {
        const europe = inappBrowser(bridge, { ...trader, brokerName: EUROPE, userId: DEPOSITORS[EUROPE].userId });
        const refused: [string, string, number][] = [
          ['', '', 417],
          ['x', '', 417],
          [`ot_${'A'.repeat(40)}`, '', 404],
          [await europe.token(), '', 403],
          [await trader.token(), `account=${DEPOSITORS[EUROPE].live}`, 404],
          [await trader.token(), 'account=x', 404],
        ];
        for (const [token, query, status] of refused) {
          const answer = await trader.open('deposit', { token, query });
          assert.equal(answer.status, status, `${token} ${query}`);
          assert.equal(answer.headers.location, undefined);
          assert.match(answer.text, /Back to the app/);
        }
        const token = await trader.token();
        bridge.clock.advance(MINUTE_MS);
        assert.equal((await trader.open('deposit', { token })).status, 410);
      }));

    test('row 7: HEAD and prefetch of an external action lead nowhere', () =>
      withAction('kyc', { kind: 'external', template: TEMPLATE }, async () => {
        const head = await trader.open('kyc', { method: 'HEAD' });
        assert.deepEqual([head.status, head.text, head.headers.location], [200, '', undefined]);
        const early = await trader.open('kyc', { headers: { 'Sec-Purpose': 'prefetch' } });
        assert.deepEqual([early.status, early.headers.location], [403, undefined]);
      }));

    test('an action that is off says so, can be closed and spends no token; nor can a page of it be sent any more', async () => {
      const ticket = ticketIn(await trader.open('change-password'));
      const token = await trader.token();
      await withAction('change-password', { kind: 'off' }, async () => {
        const page = await trader.open('change-password', { token });
        assert.equal(page.status, 404);
        assert.match(wordsOf(page), /not offered here/);
        assert.match(page.text, /<a class="close" href="http/);
        const sent = await trader.post('change-password', { ticket });
        assert.equal(sent.status, 404);
        assert.match(wordsOf(sent), /not offered here/);
      });
      assert.equal((await trader.open('change-password', { token })).status, 200);
    });

    test('row 34: without a cookie everything works, and loading a page again says kindly that its token is spent', async () => {
      const token = await trader.token();
      const page = await trader.open('change-email', { token });
      assert.equal(page.status, 200);
      const again = await trader.open('change-email', { token });
      assert.equal(again.status, 404);
      assert.match(wordsOf(again), /used already.*Open the page again from your trading app/);
      const sent = await trader.post('change-email', { ticket: ticketIn(page), newEmail: 'x', currentPassword: '' });
      assert.equal(sent.status, 400, 'the ticket is good');
    });

    test('row 34: where the partitioned cookie survived, the page opens again as it was, and ends when it would have', async () => {
      const account = DEPOSITORS[BROKER].live;
      const query = `account=${account}`;
      const token = await trader.token();
      const first = await trader.open('deposit', { token, query });
      const cookie = String(first.headers['set-cookie']);
      const attributes = '; Path=/; Max-Age=900; Secure; HttpOnly; SameSite=None; Partitioned';
      assert.match(cookie, /^__Host-page\.tradingtech_main\.deposit=[\w-]{32};/);
      assert.ok(cookie.endsWith(attributes), cookie);
      bridge.clock.advance(10 * MINUTE_MS);
      const headers = { Cookie: `other=1; ${cookieIn(first)}` };
      const again = await trader.open('deposit', { token, query, headers });
      assert.equal(again.status, 200, again.text);
      assert.equal(ticketIn(again), ticketIn(first), 'the same page, the same payment, the same end');
      bridge.clock.advance(5 * MINUTE_MS);
      assert.equal((await trader.open('deposit', { token, query, headers })).status, 404);
    });

    test('row 12: the cookie is worth nothing for another token, action or white label, and none alone', async () => {
      const [token, other] = [await trader.token(), await trader.token()];
      const headers = { Cookie: cookieIn(await trader.open('change-email', { token })) };
      assert.equal((await trader.open('change-email', { token: `${token}x`, headers })).status, 417);
      assert.equal((await trader.open('change-email', { token: '', headers })).status, 417);
      assert.equal((await trader.open('change-password', { token, headers })).status, 404);
      const value = headers.Cookie.split('=')[1];
      const renamed = { Cookie: `__Host-page.${BROKER}.change-password=${value}` };
      assert.equal((await trader.open('change-password', { token, headers: renamed })).status, 404);
      const europe = { Cookie: `__Host-page.${EUROPE}.change-email=${value}` };
      const foreign = `${bridge.url}/b/${EUROPE}/inapp/change-email?token=${token}`;
      assert.equal((await send(foreign, { headers: europe })).status, 403);
      assert.equal(
        (await trader.open('change-email', { token: other, headers })).status,
        200,
        'a fresh token just works',
      );
    });

    test('row 33: logging out everywhere ends the open pages, their cookies and what they would do; one session does not', async () => {
      const mine = await newInappTrader(bridge);
      const platform = platformCaller(bridge.url, BROKER);
      const crmApiToken = await platform.crmApiToken();
      const token = await mine.token();
      const page = await mine.open('change-email', { token });
      const form = { ticket: ticketIn(page), newEmail: 'x', currentPassword: '' };
      const headers = { Cookie: cookieIn(page) };
      const login = await platform.redeem(
        crmApiToken,
        await platform.signInToken({ email: mine.email, password: mine.password, keepMeLoggedIn: 'true' }),
      );
      await platform.logOut(crmApiToken, mine.userId, String(login.body.accessToken));
      assert.equal((await mine.post('change-email', form)).status, 400, 'one session is not all');

      bridge.clock.advance(1);
      assert.equal((await platform.logOut(crmApiToken, mine.userId)).status, 204);
      const refused = await mine.post('change-email', form);
      assert.equal(refused.status, 403);
      assert.match(refused.text, /Back to the app/);
      assert.equal((await mine.open('change-email', { token, headers })).status, 404);
      assert.equal((await trader.submit('change-email', { newEmail: 'x' })).status, 400, 'others are not concerned');
      bridge.clock.advance(1);
      assert.equal((await mine.submit('change-email', { newEmail: 'x' })).status, 400, 'nor is a page of later');
    });
  });
}
