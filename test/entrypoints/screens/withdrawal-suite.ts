import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Payment } from '../../../src/domain/payments/payment.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { type PageAnswer, ticketIn, wordsOf } from '../../support/trader-browser.ts';
import { bookingsOf, fundAccount, paymentIdIn, withdrawalScreen } from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const { live, demo } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Withdrawals through the public door, at a platform that works and at one that fails. */
export function withdrawalSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    await fundAccount(bridge, BROKER, live, '50000');
  });
  after(() => bridge.close());
  beforeEach(async () => {
    // A new window of the limit of withdrawals.
    bridge.clock.advance(HOUR_MS);
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
    await declareIdempotent(false);
  });

  const screen = () => withdrawalScreen(bridge.url);
  const balanceCalls = async () => (await bridge.simulator.calls('3.5')).length;
  const stored = (id: string) => bridge.app.storage.payments.find(BROKER, id);

  /** Says so in the record; whether it is true is up to the test. */
  async function declareIdempotent(idempotentExternalIds: boolean): Promise<void> {
    await bridge.app.brokers.update(BROKER, { platform: { idempotentExternalIds } });
  }

  /** @returns By how much the balance of the live account changed. */
  async function change(work: () => Promise<void>): Promise<number> {
    const balance = await balanceOf(bridge.simulator, live);
    await work();
    return (await balanceOf(bridge.simulator, live)) - balance;
  }

  function assertDone(answer: PageAnswer): void {
    assert.equal(answer.status, 303, answer.text);
    assert.equal(answer.headers.location, `${bridge.simulator.url}/callback/success`);
  }

  /** A page that says how it stands, has no form, and leads back to the app. */
  function assertTold(answer: PageAnswer, status: number, words: RegExp): void {
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.text, /<h1>Withdraw<\/h1>/);
    assert.match(answer.text, words);
    assert.equal(ticketIn(answer), '');
    assert.match(answer.text, /class="close" href="[^"]+\/callback\/success"/);
    assert.match(answer.text, /Back to the app/);
  }

  async function assertStored(id: string, expected: Partial<Payment>): Promise<void> {
    const payment = await stored(id);
    assert.ok(payment, 'it is in the records');
    assert.deepEqual({ ...payment, ...expected }, payment);
  }

  test('6.3.5: a withdrawal lowers the balance by exactly its amount, is paid, and leads to the success URL', async () => {
    const ticket = await screen().ticket();
    const id = paymentIdIn(ticket);
    const lowered = await change(async () => assertDone(await screen().post({ ticket, amount: '250.00' })));
    assert.equal(lowered, -25_000);
    assert.deepEqual(await bookingsOf(bridge.simulator, live, id), { debits: [25_000], returns: [] });
    await assertStored(id, { kind: 'withdrawal', state: 'paid', pendingCall: null, cashierReference: `sandbox-${id}` });
    assert.equal(typeof (await stored(id))?.balanceHistoryId, 'number');
  });

  test('the smallest and the largest amount that are allowed pass', async () => {
    const lowered = await change(async () => {
      assertDone(await screen().withdraw('10'));
      assertDone(await screen().withdraw(' 10000,00 '));
    });
    assert.equal(lowered, -1_001_000);
  });

  test('the same form sent twice at once makes one withdrawal, and both answers lead back', async () => {
    const lowered = await change(async () => {
      const form = { ticket: await screen().ticket(), amount: '20.00' };
      const answers = await Promise.all([form, form, form].map((one) => screen().post(one)));
      answers.forEach(assertDone);
      assertDone(await screen().post(form));
    });
    assert.equal(lowered, -2000);
    assert.equal(await balanceCalls(), 1);
  });

  test('a form that was paid and comes again with another amount changes nothing', async () => {
    const ticket = await screen().ticket();
    assertDone(await screen().post({ ticket, amount: '20' }));
    const lowered = await change(async () =>
      assertTold(await screen().post({ ticket, amount: '30' }), 409, /another amount/),
    );
    assert.equal(lowered, 0);
  });

  test('more than there is on the account is told beside the field, takes nothing, and another try is another payment', async () => {
    const { payments } = bridge.app.brokers.get(BROKER);
    await bridge.app.brokers.update(BROKER, { payments: { ...payments, maxWithdrawalMinor: 900_000_000 } });
    const ticket = await screen().ticket();
    const lowered = await change(async () => {
      const refused = await screen().post({ ticket, amount: '8000000' });
      assert.equal(refused.status, 409);
      assert.match(refused.text, /<p class="field-error" id="amount-error">[^<]*too little free money/);
      assert.match(refused.text, /name="amount"[^>]* value="8000000"/);
      await assertStored(paymentIdIn(ticket), { state: 'failed', failure: 'refused', pendingCall: null });
      assert.notEqual(paymentIdIn(ticketIn(refused)), paymentIdIn(ticket));
      assertDone(await screen().post({ ticket: ticketIn(refused), amount: '21' }));
      assert.equal(
        (await screen().post({ ticket, amount: '8000000' })).status,
        409,
        'a withdrawal that failed stays so',
      );
      bridge.clock.advance(HOUR_MS);
      await bridge.app.payments.recover();
    });
    await bridge.app.brokers.update(BROKER, { payments });
    assert.equal(lowered, -2100);
    assert.equal(await balanceCalls(), 2);
  });

  test('a platform that certainly did nothing ends the withdrawal, so that no money is missing later', async () => {
    const failNext = { call: '3.5', status: 429, times: 1, errorCode: 'REQUEST_FREQUENCY_EXCEEDED' };
    await bridge.simulator.setFaults({ failNext });
    const ticket = await screen().ticket();
    const lowered = await change(async () => {
      const answer = await screen().post({ ticket, amount: '22' });
      assert.equal(answer.status, 503);
      assert.match(wordsOf(answer), /cannot be reached.*Nothing was taken/);
      await assertStored(paymentIdIn(ticket), { state: 'failed', failure: 'unavailable' });
      bridge.clock.advance(HOUR_MS);
      await bridge.app.payments.recover();
      assert.equal(await balanceCalls(), 1);
      assertDone(await screen().post({ ticket: await screen().ticket(), amount: '22' }));
    });
    assert.equal(lowered, -2200);
  });

  for (const fault of ['dropAnswer', 'garbleAnswer'] as const) {
    test(`row 44: after a lost answer to the debit (${fault}) nothing is paid, and nothing is sent again`, async () => {
      await bridge.simulator.setFaults({ [fault]: { call: '3.5', times: 1 } });
      const form = { ticket: await screen().ticket(), amount: '44.00' };
      const id = paymentIdIn(form.ticket);
      const lowered = await change(async () => {
        assertTold(await screen().post(form), 502, /has not confirmed your withdrawal.*do not send it again/);
        assertTold(await screen().post(form), 502, /has not confirmed/);
        bridge.clock.advance(HOUR_MS);
        await bridge.app.payments.recover();
        await bridge.app.payments.recover();
      });
      assert.equal(lowered, -4400);
      assert.equal(await balanceCalls(), 1);
      await assertStored(id, { state: 'unconfirmed', pendingCall: 'debit', cashierReference: null });
    });
  }

  test('at a platform that knows an externalId again a lost debit is asked for again, taken once, and paid', async () => {
    await declareIdempotent(true);
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 2 }, idempotentByExternalId: true });
    const lowered = await change(async () => assertDone(await screen().withdraw('45.00')));
    assert.equal(lowered, -4500);
    assert.equal(await balanceCalls(), 3);
  });

  test('a refusal of the second try does not undo a first one that may have worked', async () => {
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    const form = { ticket: await screen().ticket(), amount: '47.00' };
    assert.equal((await screen().post(form)).status, 502);
    const failNext = { call: '3.5', status: 400, times: 9, errorCode: 'NOT_ENOUGH_MONEY' };
    await bridge.simulator.setFaults({ failNext });
    await declareIdempotent(true);
    bridge.clock.advance(MINUTE_MS);
    await bridge.app.payments.recover();
    await assertStored(paymentIdIn(form.ticket), { state: 'unconfirmed', pendingCall: 'debit' });
  });

  test('a payout that is refused gives the money back to the account, once, and says so', async () => {
    const form = { ticket: await screen().ticket(), amount: '50.13' };
    const id = paymentIdIn(form.ticket);
    const lowered = await change(async () => {
      assertTold(await screen().post(form), 402, /could not be paid out. It is back on your account/);
      assertTold(await screen().post(form), 402, /is back on your account/);
    });
    assert.equal(lowered, 0);
    assert.deepEqual(await bookingsOf(bridge.simulator, live, id), { debits: [5013], returns: [5013] });
    await assertStored(id, { state: 'returned', failure: 'declined', pendingCall: null });
  });

  test('a cashier that pays later leaves the trader with kind words, asks nothing of them, and is asked again', async () => {
    const form = { ticket: await screen().ticket(), amount: '50.19' };
    const id = paymentIdIn(form.ticket);
    const lowered = await change(async () => {
      const told = await screen().post(form);
      assertTold(told, 200, /role="status">€50\.19 was taken from your account and is on its way/);
      assert.doesNotMatch(told.text, /role="alert"/);
      const startedAtMs = Date.now();
      assertTold(await screen().post(form), 200, /on its way/);
      assert.ok(Date.now() - startedAtMs < 10_000, 'nobody waits for a cashier that pays later');
      for (let turn = 0; turn < 3; turn += 1) {
        bridge.clock.advance(11 * MINUTE_MS);
        await bridge.app.payments.recover();
      }
    });
    assert.equal(lowered, -5019);
    assert.equal(await balanceCalls(), 1);
    await assertStored(id, { state: 'paying', pendingCall: null, attempts: 5 });
  });

  test('a demo account can be tried out where the cashier moves no money', async () => {
    const balance = await balanceOf(bridge.simulator, demo);
    assertDone(await screen().withdraw('60', demo));
    assert.equal(await balanceOf(bridge.simulator, demo), balance - 6000);
  });

  test('row 42: a user can begin so many withdrawals in an hour; sending one again is none more', async () => {
    let last = { ticket: '', amount: '10' };
    for (let count = 1; count <= 20; count += 1) {
      last = { ticket: await screen().ticket(), amount: '10' };
      for (const answer of await Promise.all([last, last].map((form) => screen().post(form)))) assertDone(answer);
    }
    const form = { ticket: await screen().ticket(), amount: '10' };
    const lowered = await change(async () => {
      const refused = await screen().post(form);
      assert.equal(refused.status, 429);
      assert.match(wordsOf(refused), /Too many attempts/);
      assert.ok(Number(refused.headers['retry-after']) > 0);
      assertDone(await screen().post(last));
    });
    assert.equal(lowered, 0);
    bridge.clock.advance(HOUR_MS);
    assertDone(await screen().withdraw('10'));
  });
}
