import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPageTickets } from '../../../src/http/page-ticket.ts';
import { creditsOf, DEPOSITORS, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { platformCaller } from '../../support/platform-caller.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const STRANGER = 'financialhouse_main';
const OURS = DEPOSITORS[BROKER];
const QUARTER_MS = 15 * 60_000;
/** Of the limits of new deposits. */
const WINDOW_MS = 10 * 60_000;

/** Who may open the page and send its form, and what every other one gets: nothing, with nothing consumed. */
export function depositAccessSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());

  const screen = () => depositScreen(bridge.url);

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
    assert.match(answer.text, /Live account 5000001/);
  }

  test('row 12: an account of another user, or of nobody, is refused, and the token stays good', async () => {
    const email = newEmail();
    await traderBrowser(bridge.url).signUp({ email, password: 'A-long-password-1' });
    const user = await bridge.app.storage.users.findByEmail(BROKER, email);
    assert.ok(user);
    const [account] = await bridge.app.trading.listAccounts(bridge.app.brokers.get(BROKER), user);
    assert.ok(account);
    const token = await screen().token();
    const others = [account.login, DEPOSITORS[SISTER].live, DEPOSITORS[STRANGER].live];
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
    assertRefused(await screen().open({ token }), 404, /used already/);
  });

  test('row 7: HEAD and every kind of prefetch consume nothing', async () => {
    const token = await screen().token();
    const head = await screen().open({ token, method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
    for (const headers of [
      { 'Sec-Purpose': 'prefetch' },
      { 'Sec-Purpose': 'prefetch;prerender' },
      { Purpose: 'prefetch' },
      { 'X-Moz': 'prefetch' },
      { 'X-Purpose': 'preview' },
    ]) {
      assertRefused(await screen().open({ token, headers: headers as Record<string, string> }), 403, /load this page/);
    }
    await assertOpens(token);
  });

  test('a token of a minute is good below it, expired from then on, and says which', async () => {
    const [early, late] = [await screen().token(), await screen().token()];
    bridge.clock.advance(59_999);
    await assertOpens(early);
    bridge.clock.advance(1);
    assertRefused(await screen().open({ token: late }), 410, /open for too long/);
  });

  test('row 12: a token of a sign-in opens no in-app page, and an in-app token is none for a sign-in', async () => {
    const signIn = tokenIn(await traderBrowser(bridge.url).logIn());
    assertRefused(await screen().open({ token: signIn }), 404, /used already/);
    const platform = platformCaller(bridge.url, BROKER);
    const crm = await platform.crmApiToken();
    assert.equal((await platform.redeem(crm, signIn)).status, 200, 'it was not spent');
    const inapp = await screen().token();
    assert.equal((await platform.redeem(crm, inapp)).status, 404);
    await assertOpens(inapp);
  });

  test('what is no token at all is refused', async () => {
    for (const token of ['', 'x', 'ot_', `${await screen().token()}x`]) {
      assertRefused(await screen().open({ token }), 417, /not complete/);
    }
  });

  for (const [name, status] of [
    [SISTER, 403],
    [STRANGER, 403],
  ] as const) {
    test(`row 28: a token of ${name} opens nothing here, and stays good there`, async () => {
      const theirs = depositScreen(bridge.url, name);
      const token = await theirs.token();
      for (const account of [OURS.live, DEPOSITORS[name].live]) {
        assertRefused(await screen().open({ token, account }), status, /belongs to another broker/);
      }
      const both = await screen().open({ token, query: `brokerName=${name}` });
      assert.equal(both.status, 403);
      assert.equal((await theirs.open({ token })).status, 200);
    });

    test(`row 28: a ticket of ${name} makes no deposit here`, async () => {
      const ticket = await depositScreen(bridge.url, name).ticket();
      assertRefused(await screen().post({ ticket, amount: '20' }), 403, /open for too long/);
      const elsewhere = await screen().post({ ticket, amount: '20', brokerName: name });
      assert.equal(elsewhere.status, 403);
    });
  }

  test('row 28: a ticket of the log-in page, an altered one and one for another account make no deposit', async () => {
    const login = await traderBrowser(bridge.url).ticket();
    const good = await screen().ticket();
    const [keyId, expiry, , signature] = good.split('.');
    const claims = { userId: 'x', login: String(OURS.demo), environment: 'demo', currency: 'EUR', moneyDigits: '0' };
    const forged = Buffer.from(JSON.stringify({ ...claims, paymentId: 'x' })).toString('base64url');
    const before = (await creditsOf(bridge.simulator, OURS.live)).length;
    const later = (Number.parseInt(expiry ?? '', 36) + 1).toString(36);
    const own = createPageTickets({ keyRing: bridge.app.keyRing, clock: bridge.clock, publicUrl: bridge.url });
    const otherPage = own.open('withdrawal', BROKER, { userId: 'x' }).text;
    for (const ticket of [
      ...['', 'x', 'a.b.c.d', '....', login, `${good}x`, otherPage],
      `${keyId}.${expiry}.${forged}.${signature}`,
      good.replace(`.${expiry}.`, `.${later}.`),
      good.replace(/^[^.]+/, 'otherkey'),
    ]) {
      assertRefused(await screen().post({ ticket, amount: '20' }), 403, /open for too long/);
    }
    const twice = new URLSearchParams([
      ['ticket', good],
      ['ticket', good],
      ['amount', '20'],
    ]);
    assertRefused(await screen().post(twice), 403, /open for too long/);
    assertRefused(await screen().post({ amount: '20' }, { query: `?ticket=${good}` }), 403, /open for too long/);
    const asLogin = await traderBrowser(bridge.url).post({ ticket: good, email: 'a@b.example', password: 'x' });
    assert.equal(asLogin.status, 403);
    assert.equal((await creditsOf(bridge.simulator, OURS.live)).length, before);
  });

  test('a ticket for a user who has no such account makes no deposit', async () => {
    const tickets = createPageTickets({ keyRing: bridge.app.keyRing, clock: bridge.clock, publicUrl: bridge.url });
    const { claims } = tickets.read(await screen().ticket(), 'deposit', BROKER) ?? assert.fail('no ticket');
    const { agreements, brokers } = bridge.app;
    await agreements.import(brokers.get(BROKER), { id: 'somebody-else', preferredLanguage: 'en' });
    for (const change of [{ userId: 'somebody-else' }, { login: String(DEPOSITORS[SISTER].live) }]) {
      const { text } = tickets.open('deposit', BROKER, { ...claims, ...change });
      assertRefused(await screen().post({ ticket: text, amount: '20' }), 404, /no such trading account/);
    }
  });

  test('a ticket is good for a quarter of an hour, however often the form comes back', async () => {
    const ticket = await screen().ticket();
    bridge.clock.advance(QUARTER_MS - 1);
    const declined = await screen().post({ ticket, amount: '20.13' });
    assert.equal(declined.status, 402);
    bridge.clock.advance(1);
    for (const text of [ticket, ticketIn(declined)]) {
      assertRefused(await screen().post({ ticket: text, amount: '20' }), 403, /open for too long/);
    }
  });

  test('a form that another site sent is refused, and shown again to be sent from here', async () => {
    const ticket = await screen().ticket();
    const foreign = await screen().post({ ticket, amount: '20' }, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    assert.equal(foreign.status, 403);
    assert.match(wordsOf(foreign), /sent from another site/);
    assert.equal((await screen().post({ ticket: ticketIn(foreign), amount: '20' })).status, 303);
  });

  test('a disabled broker takes no deposit', async () => {
    const theirs = depositScreen(bridge.url, STRANGER);
    const [ticket, token] = [await theirs.ticket(), await theirs.token()];
    await bridge.app.brokers.update(STRANGER, { enabled: false });
    assertRefused(await theirs.open({ token }), 403, /switched off/);
    assertRefused(await theirs.post({ ticket, amount: '20' }), 403, /switched off/);
    await bridge.app.brokers.update(STRANGER, { enabled: true });
    assert.equal((await theirs.open({ token })).status, 200);
  });

  test('row 42: too many deposits of one trader are refused in the form, with Retry-After, and pass later; sending one again is none more', async () => {
    bridge.clock.advance(QUARTER_MS);
    const theirs = depositScreen(bridge.url, SISTER);
    const amount = '10.13';
    let last = { ticket: '', amount };
    for (let times = 0; times < 30; times += 1) {
      last = { ticket: await theirs.ticket(), amount };
      const answers = await Promise.all([last, last].map((form) => theirs.post(form)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [402, 402],
      );
    }
    const form = { ticket: await theirs.ticket(), amount };
    const refused = await theirs.post(form);
    assert.equal(refused.status, 429);
    assert.match(wordsOf(refused), /Too many attempts/);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.match(refused.text, /name="amount"[^>]* value="10\.13"/);
    assert.equal((await theirs.post(last)).status, 402);
    assert.equal((await screen().deposit(amount)).status, 402, 'another white label does not suffer');
    bridge.clock.advance(WINDOW_MS);
    assert.equal((await theirs.post({ ...form })).status, 402);
  });
}
