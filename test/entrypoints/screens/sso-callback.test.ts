import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { cookieIn, type InappBrowser, newInappTrader } from '../../support/inapp-browser.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, send, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const HOUR_MS = 3_600_000;

for (const { name, skip, open } of ENGINES) {
  describe(`landing with a one-time token on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startWiredBridge(await open());
    });
    after(() => bridge.close());

    const names = `brokerName=${BROKER}&brokerCrmName=tradingtech_crm`;
    const land = (token: string, query = '', headers = {}, method = 'GET') =>
      send(`${bridge.url}/sso/callback?${names}&token=${token}${query}`, { method, headers });
    const target = ({ headers }: PageAnswer) => new URL(String(headers.location), `${bridge.url}/sso/callback`);
    const services = (cookie: string) => send(`${bridge.url}/inapp/action?${names}`, { headers: { Cookie: cookie } });

    async function withScreens(change: object, job: () => Promise<void>): Promise<void> {
      const { screens } = bridge.app.brokers.get(BROKER);
      await bridge.app.brokers.update(BROKER, { screens: { ...screens, ...change } });
      try {
        await job();
      } finally {
        await bridge.app.brokers.update(BROKER, { screens });
      }
    }

    async function landed(trader: InappBrowser): Promise<string> {
      return cookieIn(await land(await trader.token()));
    }

    test('the browser comes to the services page, known by a cookie, and without one by a fresh token', async () => {
      const trader = await newInappTrader(bridge);
      const token = await trader.token();
      const answer = await land(token, '&lang=de&utm_source=x');
      assert.equal(answer.status, 303, answer.text);
      const cookie = String(answer.headers['set-cookie']);
      assert.match(cookie, /^__Host-session\.tradingtech_main=[\w-]{32}; Path=\/; Max-Age=43200; Secure; HttpOnly; /);
      const url = target(answer);
      assert.equal(url.pathname, '/inapp/action');
      const { token: fresh, ...rest } = Object.fromEntries(url.searchParams);
      assert.notEqual(fresh, token);
      assert.deepEqual(rest, {
        ...{ brokerName: BROKER, brokerCrmName: 'tradingtech_crm' },
        ...{ lang: 'de', utm_source: 'x' },
      });
      assert.equal((await send(url.href)).status, 200, 'without the cookie');
      const known = await services(cookieIn(answer));
      assert.equal(known.status, 200, known.text);
      const led = await send(`${bridge.url}/inapp/action?${names}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({ ticket: ticketIn(known), go: 'change-email' }).toString(),
      });
      assert.equal(led.status, 303);
      assert.equal((await services('')).status, 417, 'nobody is known without either');
    });

    test('a white label’s own landing page gets the browser as it is written, without a token', () =>
      withScreens({ landingUrl: 'https://my.example/home?x=1' }, async () => {
        const answer = await land(await (await newInappTrader(bridge)).token(), '&landingUrl=https://evil.example');
        assert.equal(answer.headers.location, 'https://my.example/home?x=1');
        assert.equal(answer.headers['referrer-policy'], 'no-referrer');
      }));

    test('row 7: HEAD and prefetch consume nothing', async () => {
      const token = await (await newInappTrader(bridge)).token();
      assert.equal((await land(token, '', {}, 'HEAD')).status, 200);
      for (const mark of ['Sec-Purpose', 'Purpose', 'X-Moz']) {
        const early = await land(token, '', { [mark]: 'prefetch' });
        assert.deepEqual([early.status, early.headers['set-cookie']], [403, undefined]);
      }
      assert.equal((await land(token)).status, 303);
    });

    test('a token works once; loading the address again goes on in the browser that came with it, and says so in another', async () => {
      const trader = await newInappTrader(bridge);
      const token = await trader.token();
      const answers = await Promise.all([1, 2, 3, 4].map(() => land(token)));
      const [won, ...more] = answers.filter(({ status }) => status === 303);
      assert.ok(won);
      assert.equal(more.length, 0);
      const again = await land(token);
      assert.equal(again.status, 404);
      assert.match(wordsOf(again), /used already/);
      assert.match(again.text, /<a class="close"/);
      const same = await land(token, '', { Cookie: cookieIn(won) });
      assert.equal(same.status, 303);
      assert.equal((await send(target(same).href)).status, 200);
      const other = await landed(await newInappTrader(bridge));
      assert.equal((await land(token, '', { Cookie: other })).status, 404, 'another’s session is no proof');
    });

    test('row 12: a token of a sign-in, of another white label, expired or made up lands nobody', async () => {
      const trader = await newInappTrader(bridge);
      const { email, password } = trader;
      const signIn = tokenIn(await traderBrowser(bridge.url).logIn({ email, password }));
      const europe = await newInappTrader(bridge, { brokerName: EUROPE });
      const late = await trader.token();
      const tries: [string, number][] = [
        [signIn, 404],
        [await europe.token(), 403],
        [`ot_${'A'.repeat(40)}`, 404],
        ['', 417],
        ['x', 417],
      ];
      for (const [token, status] of tries) {
        const answer = await land(token);
        assert.deepEqual([answer.status, answer.headers['set-cookie']], [status, undefined], token);
      }
      bridge.clock.advance(60_000);
      assert.equal((await land(late)).status, 410);
    });

    test('row 33: the session has a new id each time and ends the one before, with a log-out everywhere, a new password, and its time', async () => {
      const trader = await newInappTrader(bridge);
      const first = await landed(trader);
      const second = cookieIn(await land(await trader.token(), '', { Cookie: first }));
      assert.notEqual(first, second);
      assert.deepEqual([(await services(first)).status, (await services(second)).status], [417, 200]);
      await bridge.app.access.logOut(bridge.app.brokers.get(BROKER), trader.userId);
      assert.equal((await services(second)).status, 417);

      bridge.clock.advance(1);
      const third = await landed(trader);
      const form = { currentPassword: trader.password, newPassword: 'New-Password-1' };
      assert.equal((await trader.submit('change-password', form)).status, 303);
      assert.equal((await services(third)).status, 417);

      bridge.clock.advance(1);
      const fourth = await landed(trader);
      bridge.clock.advance(12 * HOUR_MS - 1);
      assert.equal((await services(fourth)).status, 200);
      bridge.clock.advance(1);
      assert.equal((await services(fourth)).status, 417);
    });

    test('row 33: in a browser that another trader lands in, nothing opens as the one before', async () => {
      const [one, other] = [await newInappTrader(bridge), await newInappTrader(bridge)];
      const holderOf = async ({ userId }: InappBrowser) =>
        (await bridge.app.users.findByPlatformUserId(BROKER, userId))?.id;
      const userIn = (page: PageAnswer) =>
        JSON.parse(Buffer.from(ticketIn(page).split('.')[2] ?? '', 'base64url').toString()).userId;
      const [before, spent] = [await one.token(), await one.token()];
      const early = cookieIn(await one.open('kyc', { token: before }));
      const session = await landed(one);
      const shown = await services(session);
      assert.equal(userIn(shown), await holderOf(one));
      assert.equal(shown.headers['set-cookie'], undefined, 'the session is enough to open it again');
      const late = cookieIn(await one.open('change-email', { token: spent, headers: { Cookie: session } }));
      const reopen = async (jar: string) => [
        (await one.open('kyc', { token: before, headers: { Cookie: `${jar}; ${early}` } })).status,
        (await one.open('change-email', { token: spent, headers: { Cookie: `${jar}; ${late}` } })).status,
      ];
      assert.deepEqual(await reopen(session), [200, 200], 'the browser is still the one’s');

      const second = cookieIn(await land(await one.token(), '', { Cookie: session }));
      assert.deepEqual(await reopen(second), [200, 200], 'the same trader landed once more');
      const passing = await land(await other.token(), '', { Cookie: second });
      assert.deepEqual([passing.status, passing.headers['set-cookie']], [303, undefined]);
      const shownToOther = await send(target(passing).href, { headers: { Cookie: second } });
      assert.equal(userIn(shownToOther), await holderOf(other), 'the token in the address says for whom the page is');
      assert.equal(userIn(await services(second)), await holderOf(one), 'the browser is still the one’s');
      assert.deepEqual(await reopen(second), [200, 200]);

      await bridge.app.access.logOut(bridge.app.brokers.get(BROKER), one.userId);
      const third = cookieIn(await land(await other.token(), '', { Cookie: second }));
      assert.equal(userIn(await services(`${third}; ${cookieIn(shown)}`)), await holderOf(other));
      assert.deepEqual(await reopen(third), [404, 404]);
      assert.deepEqual(await reopen(second), [404, 404], 'a session that ended is none');
      assert.deepEqual(await reopen(''), [404, 404]);
    });

    test('row 33: a page cookie from a visit without a token opens nothing by itself', async () => {
      const shown = await services(await landed(await newInappTrader(bridge)));
      for (const token of ['', '&token=']) {
        const url = `${bridge.url}/inapp/action?${names}${token}`;
        assert.equal((await send(url, { headers: { Cookie: cookieIn(shown) } })).status, 417);
      }
    });

    test('row 29: the cookie of one white label is none of another, whatever it is called', async () => {
      const value = (await landed(await newInappTrader(bridge))).split('=')[1];
      const page = `${bridge.url}/b/${EUROPE}/inapp/action`;
      for (const label of [BROKER, EUROPE]) {
        const answer = await send(page, { headers: { Cookie: `__Host-session.${label}=${value}` } });
        assert.equal(answer.status, 417, label);
      }
    });

    test('where there is no page of services, the browser is told that it can be closed', async () => {
      const { actions } = bridge.app.brokers.get(BROKER);
      await bridge.app.brokers.update(BROKER, { actions: { ...actions, action: { kind: 'off' } } });
      const url = target(await land(await (await newInappTrader(bridge)).token()));
      await bridge.app.brokers.update(BROKER, { actions });
      assert.equal(url.pathname, '/callback/success');
      assert.equal(url.searchParams.has('token'), false);
      assert.equal((await send(url.href)).status, 200);
    });
  });
}
