import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { ACCOUNT_OWNERS, type AccountScreen, accountScreen } from '../../support/account-screen.ts';
import { ENGINES } from '../../support/engines.ts';
import { callsMade, tracesOf } from '../../support/platform-traces.ts';
import { SAMPLE_OFFERS, seedWith } from '../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, ticketIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { fieldsIn } from './read-page.ts';

const BROKER = 'tradingtech_main';
const EUROPE = 'tradingtech_wl_europe';
const LIVE = 0;
const DEMO = 1;
const SUCCESS = /\/callback\/success$/;

for (const { name, skip, open } of ENGINES) {
  describe(`opening another account on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    let screen: AccountScreen;
    before(async () => {
      const main = seedWith(BROKER, { agreements: [], accountOffers: SAMPLE_OFFERS });
      const europe = seedWith(EUROPE, { agreements: [], accountOffers: SAMPLE_OFFERS.slice(1) });
      bridge = await startWiredBridge({ ...(await open()), seed: (file) => europe(main(file)) });
      screen = accountScreen(bridge.url);
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
    });

    /** A new trader with a first account. @returns The platform's id and ours. */
    async function newTrader(): Promise<{ platformUserId: number; email: string; userId: string }> {
      const email = newEmail();
      const answer = await traderBrowser(bridge.url).signUp({ email, password: 'A-long-enough-1', firstName: 'Ada' });
      assert.equal(answer.status, 303);
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.ok(user?.platformUserId);
      await bridge.simulator.clearCalls();
      bridge.clock.advance(1);
      return { platformUserId: user.platformUserId, email, userId: user.id };
    }

    async function accountsOf(email: string) {
      const user = await bridge.app.users.findByEmail(BROKER, email);
      assert.ok(user);
      return bridge.app.trading.listAccounts(bridge.app.brokers.get(BROKER), user);
    }

    const choose = (page: PageAnswer, choice: Readonly<Record<string, string>>) =>
      screen.post({ ticket: ticketIn(page), ...choice });

    test('6.3.6: the account that was chosen is opened, linked and recorded, and the page leads to the success URL', async () => {
      const { platformUserId, email } = await newTrader();
      const page = await screen.open(platformUserId, 'lang=de&theme=dark');
      assert.equal(page.status, 200);
      assert.match(page.text, /<html lang="de" dir="ltr" data-theme="dark">/);
      assert.doesNotMatch(page.text, /token=ot_/);
      const done = await choose(page, { offer: 'live-hedged', currency: 'USD', leverage: '10000' });
      assert.equal(done.status, 303);
      assert.match(String(done.headers.location), SUCCESS, 'without a token');
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
      const [, account, ...more] = await accountsOf(email);
      assert.deepEqual(more, []);
      assert.deepEqual([account?.environment, account?.depositCurrency], ['live', 'USD']);
      assert.ok((await tracesOf(bridge.simulator, email)).linkedLogins.includes(account?.login ?? 0));
      assert.equal(account?.sealedPasswordHash, null);
    });

    test('what is wrong with a choice is told, what was chosen stays chosen, and nothing is opened', async () => {
      const { platformUserId } = await newTrader();
      const page = await screen.open(platformUserId);
      const usd = await choose(page, { offer: 'live-hedged', currency: 'USD', leverage: '1' });
      assert.equal(usd.status, 400);
      assert.match(wordsOf(usd), /choose again/);
      assert.match(usd.text, /value="USD" checked>[\s\S]*value="3000" checked/);
      for (const choice of [{}, { offer: 'x' }, { offer: 'demo-netted', currency: 'EUR', leverage: '50000' }]) {
        assert.equal((await choose(page, choice as Record<string, string>)).status, 400);
      }
      assert.deepEqual(await callsMade(bridge.simulator), []);
      assert.equal((await screen.send(usd, {}, LIVE)).status, 303);
    });

    test('row 44: many clicks on one form open one account; another form opens another', async () => {
      const { platformUserId, email } = await newTrader();
      const page = await screen.open(platformUserId);
      const clicks = await Promise.all(Array.from({ length: 5 }, () => screen.send(page, {}, DEMO)));
      assert.deepEqual(new Set(clicks.map(({ status }) => status)), new Set([303]));
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.4']);
      const changed = await screen.send(page, {}, LIVE);
      assert.equal(changed.status, 409);
      assert.match(wordsOf(changed), /sent before, with another choice/);
      assert.equal((await screen.send(await screen.open(platformUserId), {}, LIVE)).status, 303);
      assert.equal((await accountsOf(email)).length, 3);
    });

    test('a refusal of the platform is told on the form, and another try is another request', async () => {
      const { platformUserId, email } = await newTrader();
      const page = await screen.open(platformUserId);
      await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } });
      const refused = await screen.send(page, {}, LIVE);
      assert.equal(refused.status, 502);
      assert.match(wordsOf(refused), /Nothing was opened/);
      assert.equal((await screen.send(refused, {}, LIVE)).status, 303);
      assert.equal((await accountsOf(email)).length, 2);
    });

    test('row 44: a form by which nothing was opened may be sent again, and opens one account', async () => {
      const { platformUserId, email } = await newTrader();
      const page = await screen.open(platformUserId);
      await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } });
      assert.equal((await screen.send(page, {}, LIVE)).status, 502);
      const clicks = await Promise.all(Array.from({ length: 3 }, () => screen.send(page, {}, LIVE)));
      assert.deepEqual(new Set(clicks.map(({ status }) => status)), new Set([303]));
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3', '3.3', '3.4']);
      assert.equal((await accountsOf(email)).length, 2);
    });

    test('row 44: a lost answer of 3.3 is told, and never asked again by the same form', async () => {
      const { platformUserId, email, userId } = await newTrader();
      const page = await screen.open(platformUserId);
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.3' } });
      for (let click = 0; click < 3; click += 1) {
        const lost = await screen.send(page, {}, LIVE);
        assert.equal(lost.status, 502);
        assert.match(wordsOf(lost), /cannot say yet whether it was opened/);
        assert.match(lost.text, /class="close"/);
      }
      assert.deepEqual(await callsMade(bridge.simulator), ['3.3']);
      assert.equal((await accountsOf(email)).length, 1);
      const requests = await bridge.app.storage.accountRequests.listByUser(BROKER, userId);
      assert.deepEqual(
        requests.map(({ state }) => state),
        ['opened', 'unconfirmed'],
      );
    });

    test('row 44: an account that could not be linked is told of, and linked by the next click', async () => {
      const { platformUserId, email } = await newTrader();
      const page = await screen.open(platformUserId);
      await bridge.simulator.setFaults({ failNext: { call: '3.4', status: 500, times: 3 } });
      const unlinked = await screen.send(page, {}, LIVE);
      assert.equal(unlinked.status, 503);
      assert.match(wordsOf(unlinked), /Please do not open it again/);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      assert.equal((await screen.send(page, {}, LIVE)).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.4']);
      assert.ok((await accountsOf(email)).every(({ ctidTraderAccountId }) => ctidTraderAccountId !== null));
    });

    test('row 44: an account that could not be linked is linked at the next log-in', async () => {
      const { platformUserId, email } = await newTrader();
      await bridge.simulator.setFaults({ dropAnswer: { call: '3.4', times: 3 } });
      assert.equal((await screen.send(await screen.open(platformUserId), {}, LIVE)).status, 503);
      await bridge.simulator.clearFaults();
      await bridge.simulator.clearCalls();
      assert.equal((await traderBrowser(bridge.url).logIn({ email, password: 'A-long-enough-1' })).status, 303);
      assert.deepEqual(await callsMade(bridge.simulator), ['3.4']);
      assert.equal((await tracesOf(bridge.simulator, email)).linkedLogins.length, 2);
    });

    test('row 42: a trader opens at most ten accounts an hour, and at most twenty in all', async () => {
      const { platformUserId, email } = await newTrader();
      const openOne = async () => screen.send(await screen.open(platformUserId), {}, DEMO);
      for (let count = 0; count < 10; count += 1) assert.equal((await openOne()).status, 303);
      const hurried = await openOne();
      assert.equal(hurried.status, 429);
      assert.match(String(hurried.headers['retry-after']), /^[1-9]\d*$/);
      bridge.clock.advance(3_600_000);
      for (let count = 0; count < 9; count += 1) assert.equal((await openOne()).status, 303);
      const over = await openOne();
      assert.equal(over.status, 409);
      assert.match(wordsOf(over), /as many accounts as one person can have/);
      assert.equal((await accountsOf(email)).length, 20);
    });

    test('row 7: HEAD spends no token; the page spends it', async () => {
      const { platformUserId } = await newTrader();
      const token = await screen.token(platformUserId);
      assert.equal((await screen.openWith({ token }, 'HEAD')).status, 200);
      assert.equal((await screen.openWith({ token })).status, 200);
      assert.equal((await screen.openWith({ token })).status, 404);
      assert.deepEqual(await callsMade(bridge.simulator), [], 'a look opens nothing');
    });

    test('row 28: a ticket and an offer of one white label are worth nothing at another', async () => {
      const europe = accountScreen(bridge.url, EUROPE);
      const page = await screen.open(ACCOUNT_OWNERS[BROKER]);
      const foreign = await europe.post({
        ...fieldsIn(page),
        offer: 'demo-netted',
        currency: 'USD',
        leverage: '50000',
      });
      assert.equal(foreign.status, 403);
      const own = await europe.open(ACCOUNT_OWNERS[EUROPE]);
      const choice = { offer: 'live-hedged', currency: 'EUR', leverage: '3000' };
      assert.equal((await europe.post({ ticket: ticketIn(own), ...choice })).status, 400);
      assert.equal((await europe.openWith({ token: await screen.token(ACCOUNT_OWNERS[BROKER]) })).status, 403);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('row 28: a ticket that was changed, of another page, or too old opens nothing', async () => {
      const { platformUserId } = await newTrader();
      const page = await screen.open(platformUserId);
      const ticket = ticketIn(page);
      const choice = { offer: 'live-hedged', currency: 'EUR', leverage: '3000' };
      const [keyId, expiry, claims, signature] = ticket.split('.');
      const read = JSON.parse(Buffer.from(String(claims), 'base64url').toString());
      const other = await newTrader();
      const forged = Buffer.from(JSON.stringify({ ...read, userId: other.userId })).toString('base64url');
      const login = await traderBrowser(bridge.url).ticket();
      for (const wrong of ['', `${ticket}x`, [keyId, expiry, forged, signature].join('.'), login]) {
        assert.equal((await screen.post({ ticket: wrong, ...choice })).status, 403);
      }
      bridge.clock.advance(15 * 60_000);
      assert.equal((await screen.post({ ticket, ...choice })).status, 403);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('where nothing is offered, or the page is switched off, that is said, and the token is kept', async () => {
      const { platformUserId } = await newTrader();
      const page = await screen.open(platformUserId);
      const token = await screen.token(platformUserId);
      const { actions } = bridge.app.brokers.get(BROKER);
      const off = { ...actions, 'create-account': { kind: 'off' as const } };
      try {
        await bridge.app.brokers.update(BROKER, { accountOffers: [] });
        assert.match(wordsOf(await screen.openWith({ token })), /No accounts are offered here/);
        assert.equal((await screen.send(page, {}, LIVE)).status, 404);
        await bridge.app.brokers.update(BROKER, { accountOffers: SAMPLE_OFFERS, actions: off });
        assert.equal((await screen.openWith({ token })).status, 404);
        assert.equal((await screen.send(page, {}, LIVE)).status, 404);
      } finally {
        await bridge.app.brokers.update(BROKER, { accountOffers: SAMPLE_OFFERS, actions });
      }
      assert.equal((await screen.openWith({ token })).status, 200);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });
  });
}
