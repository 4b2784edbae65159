import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { createPageTickets } from '../../../src/http/page-ticket.ts';
import { type DepositBroker, depositScreen } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { newInappTrader } from '../../support/inapp-browser.ts';
import { GOOD_FILES, kycScreen } from '../../support/kyc-screen.ts';
import { multipartBody } from '../../support/multipart-body.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, tokenIn, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const BROKER = 'tradingtech_main';
const OTHERS = ['tradingtech_wl_europe', 'financialhouse_main'] as const;
const QUARTER_MS = 15 * 60_000;
const UPLOADS_PER_ADDRESS = 60;

/** Who may open the page and send its form, and what every other one gets: nothing, with nothing consumed. */
export function kycAccessSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());

  const screen = (name: DepositBroker = BROKER) => kycScreen(bridge.url, name);
  const casesOf = (name: string) => bridge.app.kyc.list(bridge.app.brokers.get(name), { limit: 100 });

  function assertRefused(answer: PageAnswer, status: number, words: RegExp): void {
    assert.equal(answer.status, status, answer.text);
    assert.match(wordsOf(answer), words);
    assert.doesNotMatch(answer.text, /multipart|name="ticket"/);
    assert.match(answer.text, /<a class="close" href="http[^"]+\/callback\/success" aria-label="Close">/);
  }

  test('row 3: a token opens the page once, and loading the page again says so kindly', async () => {
    const token = await screen().token();
    const answers = await Promise.all(Array.from({ length: 8 }, () => screen().open({ token })));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 404, /used already/);
  });

  test('row 7: HEAD and prefetch consume nothing', async () => {
    const token = await screen().token();
    assert.deepEqual((await screen().open({ token, method: 'HEAD' })).text, '');
    assertRefused(await screen().open({ token, headers: { 'Sec-Purpose': 'prefetch' } }), 403, /load this page/);
    assert.equal((await screen().open({ token })).status, 200);
  });

  test('row 12: a token of a sign-in opens nothing, and neither does what is no token', async () => {
    const signIn = tokenIn(await traderBrowser(bridge.url).logIn());
    assertRefused(await screen().open({ token: signIn }), 404, /used already/);
    for (const token of ['', 'x', 'ot_']) assertRefused(await screen().open({ token }), 417, /not complete/);
  });

  test('row 28: tickets of other pages, other white labels and forged ones hand in nothing', async () => {
    const tickets = createPageTickets({ keyRing: bridge.app.keyRing, clock: bridge.clock, publicUrl: bridge.url });
    const claims = { userId: 'x' };
    const good = await screen().ticket();
    for (const ticket of [
      ...['', 'x', 'a.b.c.d', `${good}x`, good.replace(/^[^.]+/, 'otherkey')],
      await traderBrowser(bridge.url).ticket(),
      await depositScreen(bridge.url).ticket(),
      tickets.open('deposit', BROKER, claims).text,
      ...(await Promise.all(OTHERS.map((name) => screen(name).ticket()))),
    ]) {
      assertRefused(await screen().post(ticket, GOOD_FILES), 403, /open for too long/);
    }
    assert.deepEqual(await casesOf(BROKER), []);
    const asDeposit = await depositScreen(bridge.url).post({ ticket: good, amount: '20' });
    assert.equal(asDeposit.status, 403, 'nor is a ticket of this page one for another');
  });

  for (const name of OTHERS) {
    test(`row 28: a token of ${name} opens nothing here and stays good there, and its documents stay there`, async () => {
      const token = await screen(name).token();
      assertRefused(await screen().open({ token }), 403, /belongs to another broker/);
      assert.equal((await screen(name).open({ token })).status, 200);
      assert.equal((await screen(name).handIn()).status, 303);
      const [theirs] = await casesOf(name);
      assert.ok(theirs);
      const [here, there] = [bridge.app.brokers.get(BROKER), bridge.app.brokers.get(name)];
      const { kyc } = bridge.app;
      assert.deepEqual(await casesOf(BROKER), []);
      assert.equal(await kyc.find(here, theirs.userId), undefined);
      assert.deepEqual(await kyc.listDocuments(here, theirs.userId), []);
      const [document] = await kyc.listDocuments(there, theirs.userId);
      await assert.rejects(
        () => kyc.readDocument(here, document?.id ?? ''),
        (error) => isBridgeError(error, 'kyc_document_unknown'),
      );
      await assert.rejects(
        () => kyc.approve(here, theirs.userId, { by: 'kim' }),
        (error) => isBridgeError(error, 'kyc_not_in_review'),
      );
      await assert.rejects(
        () => kyc.submit(here, theirs.userId, GOOD_FILES),
        (error) => isBridgeError(error, 'user_unknown'),
      );
      assert.equal((await kyc.find(there, theirs.userId))?.state, 'in_review');
    });
  }

  test('a ticket is good for a quarter of an hour', async () => {
    const ticket = await screen().ticket();
    bridge.clock.advance(QUARTER_MS);
    assertRefused(await screen().post(ticket, GOOD_FILES), 403, /open for too long/);
  });

  test('a form that another site sent is refused, and shown again to be sent from here', async () => {
    const ticket = await screen().ticket();
    const foreign = await screen().post(ticket, GOOD_FILES, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
    assert.equal(foreign.status, 403);
    assert.match(wordsOf(foreign), /sent from another site/);
    assert.match(foreign.text, /multipart/);
    assert.deepEqual(await casesOf(BROKER), []);
  });

  test('where KYC is off, or elsewhere, nothing opens and nothing is handed in', async () => {
    const [ticket, token] = [await screen().ticket(), await screen().token()];
    const { actions } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { actions: { ...actions, kyc: { kind: 'off' } } });
    assert.equal((await screen().open({ token })).status, 404);
    assert.equal((await screen().post(ticket, GOOD_FILES)).status, 404);
    await bridge.app.brokers.update(BROKER, { actions });
    assert.equal((await screen().open({ token })).status, 200);
    assert.deepEqual(await casesOf(BROKER), []);
  });

  test('row 42: too many uploads from one address wait, and another address does not', async () => {
    const ticket = await screen().ticket();
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': address } });
    const wrong = { 'identity-front': Buffer.from('x') };
    for (let upload = 0; upload < UPLOADS_PER_ADDRESS; upload += 1) {
      assert.equal((await screen().post(ticket, wrong, from('2001:db8::1'))).status, 415);
    }
    const refused = await screen().post(ticket, GOOD_FILES, from('2001:db8::2'));
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.match(wordsOf(refused), /Too many attempts/);
    assert.match(refused.text, /multipart/, 'the form is there for another try');
    assert.equal((await screen().post(ticket, GOOD_FILES, from('2001:db8:0:1::1'))).status, 303);
  });

  test('row 48: a trader has two uploads under way at most, whatever the addresses, and keeps nobody else out', async () => {
    const ticket = ticketIn(await (await newInappTrader(bridge)).open('kyc'));
    const { body, contentType } = multipartBody([
      { name: 'ticket', content: ticket },
      { name: 'identity-front', fileName: 'x.jpg', content: 'x'.repeat(1000) },
    ]);
    const from = (host: number) => ({ headers: { 'X-Forwarded-For': `198.51.100.${host}` } });
    const stalled = [1, 2].map((host) => {
      const headers = { 'Content-Type': contentType, 'Content-Length': String(body.length), ...from(host).headers };
      const sent = request(`${bridge.url}/b/${BROKER}/inapp/kyc`, { method: 'POST', headers });
      sent.on('error', () => undefined);
      sent.write(body.subarray(0, body.length - 100));
      return sent;
    });
    const wrong = { 'identity-front': Buffer.from('x') };
    let refused = await screen().post(ticket, wrong, from(3));
    for (let tries = 0; refused.status !== 503 && tries < 40; tries += 1) {
      refused = await screen().post(ticket, wrong, from(3));
    }
    assert.equal(refused.status, 503, refused.text);
    assert.match(wordsOf(refused), /busy/);
    const other = ticketIn(await (await newInappTrader(bridge)).open('kyc'));
    assert.equal((await screen().post(other, wrong, from(3))).status, 415);
    for (const sent of stalled) sent.destroy();
  });
}
