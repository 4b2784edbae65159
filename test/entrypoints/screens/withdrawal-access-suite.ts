import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrokerChange } from '../../../src/domain/brokers/update-broker.ts';
import { createPageTickets } from '../../../src/http/page-ticket.ts';
import { creditsOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';
import { withdrawalScreen } from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const STRANGER = 'financialhouse_main';
const OURS = DEPOSITORS[BROKER];
const QUARTER_MS = 15 * 60_000;

/** Who may open the page and send its form, and what every other one gets: nothing, with nothing consumed. */
export function withdrawalAccessSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());

  const screen = () => withdrawalScreen(bridge.url);
  const debitsOf = async (login: number) =>
    (await creditsOf(bridge.simulator, login)).filter(({ type }) => type === 'WITHDRAW').length;

  /** A page that says what happened, shows nothing of anybody, and can be closed. */
  function assertRefused(answer: PageAnswer, status: number, words: RegExp): void {
    assert.equal(answer.status, status, answer.text);
    assert.match(wordsOf(answer), words);
    assert.equal(ticketIn(answer), '');
    assert.doesNotMatch(answer.text, /[35]00000\d|EUR/);
    assert.match(answer.text, /<a class="close" href="http[^"]+\/callback\/success" aria-label="Close">/);
    assert.match(answer.text, /Back to the app/);
  }

  async function assertOpens(token: string): Promise<void> {
    const answer = await screen().open({ token });
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.text, /<h1>Withdraw<\/h1>[\s\S]*Live account 5000001[\s\S]*From €10\.00 to €10,000\.00\./);
  }

  test('row 12: an account of another user, or of nobody, is refused, and the token stays good', async () => {
    const token = await screen().token();
    const others = [DEPOSITORS[SISTER].live, DEPOSITORS[STRANGER].live];
    for (const wrong of [...others, 1, '', 'x', '0', '-1', '5000001.0', '5e6', '05000001', '9'.repeat(30)]) {
      assertRefused(await screen().open({ token, account: wrong }), 404, /no such trading account/);
    }
    const twice = await screen().open({ token, query: `account=${OURS.live}` });
    assertRefused(twice, 404, /no such trading account/);
    await assertOpens(token);
  });

  test('row 3: a token opens the page once, and loading the page again says so kindly', async () => {
    const token = await screen().token();
    const answers = await Promise.all(Array.from({ length: 12 }, () => screen().open({ token })));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 404, /used already/);
  });

  test('row 7: HEAD and prefetch consume nothing', async () => {
    const token = await screen().token();
    const head = await screen().open({ token, method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
    const prefetched = await screen().open({ token, headers: { 'Sec-Purpose': 'prefetch;prerender' } });
    assertRefused(prefetched, 403, /load this page/);
    await assertOpens(token);
  });

  test('a token of a minute is expired from then on', async () => {
    const token = await screen().token();
    bridge.clock.advance(60_000);
    assertRefused(await screen().open({ token }), 410, /open for too long/);
  });

  test('row 12: a token of a sign-in opens no withdrawal, and stays good', async () => {
    const signIn = tokenIn(await traderBrowser(bridge.url).logIn());
    assertRefused(await screen().open({ token: signIn }), 404, /used already/);
    const platform = platformCaller(bridge.url, BROKER);
    assert.equal((await platform.redeem(await platform.crmApiToken(), signIn)).status, 200);
    for (const token of ['', 'x', `${await screen().token()}x`]) {
      assertRefused(await screen().open({ token }), 417, /not complete/);
    }
  });

  for (const name of [SISTER, STRANGER] as const) {
    test(`row 28: a token of ${name} opens nothing here, and stays good there`, async () => {
      const token = await depositScreen(bridge.url, name).token();
      for (const account of [OURS.live, DEPOSITORS[name].live]) {
        assertRefused(await screen().open({ token, account }), 403, /belongs to another broker/);
      }
      assert.equal((await depositScreen(bridge.url, name).open({ token })).status, 200);
    });
  }

  test('row 28: a ticket of another white label, another page or another account, or an altered one, takes nothing', async () => {
    const before = await debitsOf(OURS.live);
    const good = await screen().ticket();
    const theirs = await withdrawalScreen(bridge.url, SISTER).ticket();
    const ofDeposit = await depositScreen(bridge.url).ticket();
    const [keyId, expiry, , signature] = good.split('.');
    const claims = { userId: 'x', login: String(OURS.live), environment: 'live', currency: 'EUR', moneyDigits: '0' };
    const forged = Buffer.from(JSON.stringify({ ...claims, paymentId: 'x' })).toString('base64url');
    const later = (Number.parseInt(expiry ?? '', 36) + 1).toString(36);
    for (const ticket of [
      ...['', 'x', 'a.b.c.d', '....', `${good}x`, theirs, ofDeposit],
      `${keyId}.${expiry}.${forged}.${signature}`,
      good.replace(`.${expiry}.`, `.${later}.`),
    ]) {
      assertRefused(await screen().post({ ticket, amount: '20' }), 403, /open for too long/);
    }
    const asDeposit = await depositScreen(bridge.url).post({ ticket: good, amount: '20' });
    assert.equal(asDeposit.status, 403);
    const elsewhere = await screen().post({ ticket: theirs, amount: '20', brokerName: SISTER });
    assert.equal(elsewhere.status, 403);
    assert.equal(await debitsOf(OURS.live), before);
    assert.equal(await debitsOf(DEPOSITORS[SISTER].live), 0);
  });

  test('a ticket for a user who has no such account takes nothing', async () => {
    const tickets = createPageTickets({ keyRing: bridge.app.keyRing, clock: bridge.clock, publicUrl: bridge.url });
    const { claims } = tickets.read(await screen().ticket(), 'withdrawal', BROKER) ?? assert.fail('no ticket');
    const { agreements, brokers } = bridge.app;
    await agreements.import(brokers.get(BROKER), { id: 'somebody-else', preferredLanguage: 'en' });
    for (const change of [{ userId: 'somebody-else' }, { login: String(DEPOSITORS[SISTER].live) }]) {
      const { text } = tickets.open('withdrawal', BROKER, { ...claims, ...change });
      assertRefused(await screen().post({ ticket: text, amount: '20' }), 404, /no such trading account/);
    }
  });

  test('the id of a deposit, or of a withdrawal from another account, is never another withdrawal', async () => {
    const tickets = createPageTickets({ keyRing: bridge.app.keyRing, clock: bridge.clock, publicUrl: bridge.url });
    const spent = await screen().ticket();
    assert.equal((await screen().post({ ticket: spent, amount: '20' })).status, 303);
    const deposited = await depositScreen(bridge.url).ticket();
    assert.equal((await depositScreen(bridge.url).post({ ticket: deposited, amount: '20' })).status, 303);
    const depositId = tickets.read(deposited, 'deposit', BROKER)?.claims.paymentId ?? '';
    const { claims } = tickets.read(spent, 'withdrawal', BROKER) ?? assert.fail('no ticket');
    const before = await debitsOf(OURS.live);
    for (const change of [{ paymentId: depositId }, { login: String(OURS.demo), environment: 'demo' }]) {
      const { text } = tickets.open('withdrawal', BROKER, { ...claims, ...change });
      assertRefused(await screen().post({ ticket: text, amount: '20' }), 409, /another amount/);
    }
    assert.deepEqual([await debitsOf(OURS.live), await debitsOf(OURS.demo)], [before, 0]);
  });

  test('a ticket is good for a quarter of an hour, however often the form comes back', async () => {
    const ticket = await screen().ticket();
    bridge.clock.advance(QUARTER_MS - 1);
    const failNext = { call: '3.5', status: 429, times: 1, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' };
    await bridge.simulator.setFaults({ failNext });
    const again = await screen().post({ ticket, amount: '20' });
    assert.equal(again.status, 503);
    bridge.clock.advance(1);
    for (const text of [ticket, ticketIn(again)]) {
      assertRefused(await screen().post({ ticket: text, amount: '20' }), 403, /open for too long/);
    }
  });

  test('a trader who was logged out since the page was opened takes nothing with it', async () => {
    const ticket = await screen().ticket();
    const before = await debitsOf(OURS.live);
    bridge.clock.advance(1000);
    const platform = platformCaller(bridge.url, BROKER);
    assert.equal((await platform.logOut(await platform.crmApiToken(), OURS.userId)).status, 204);
    assertRefused(await screen().post({ ticket, amount: '20' }), 403, /open for too long/);
    assert.equal(await debitsOf(OURS.live), before);
    bridge.clock.advance(1000);
    assert.equal((await screen().withdraw('20')).status, 303, 'a page that was opened afterwards is good');
  });

  test('a form that another site sent is refused, and shown again to be sent from here', async () => {
    const ticket = await screen().ticket();
    const before = await debitsOf(OURS.live);
    const foreign = await screen().post({ ticket, amount: '20' }, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    assert.equal(foreign.status, 403);
    assert.match(wordsOf(foreign), /sent from another site/);
    assert.equal(await debitsOf(OURS.live), before);
    assert.equal((await screen().post({ ticket: ticketIn(foreign), amount: '20' })).status, 303);
  });

  test('where withdrawals are switched off, or the broker is, nothing opens and no form is taken', async () => {
    const theirs = withdrawalScreen(bridge.url, SISTER);
    const { enabled, actions, payments } = bridge.app.brokers.get(SISTER);
    const cases: readonly (readonly [BrokerChange, number, RegExp])[] = [
      [{ enabled: false }, 403, /switched off/],
      [{ actions: { ...actions, withdrawal: { kind: 'off' } } }, 404, /not offered here/],
      [{ payments: { ...payments, cashier: { kind: 'off' } } }, 404, /not set up/],
    ];
    for (const [change, status, words] of cases) {
      const [ticket, token] = [await theirs.ticket(), await theirs.token()];
      await bridge.app.brokers.update(SISTER, change);
      assertRefused(await theirs.open({ token }), status, words);
      assertRefused(await theirs.post({ ticket, amount: '20' }), status, words);
      await bridge.app.brokers.update(SISTER, { enabled, actions, payments });
      assert.equal((await theirs.open({ token })).status, 200, 'the token was not spent');
    }
    assert.equal(await debitsOf(DEPOSITORS[SISTER].live), 0);
  });
}
