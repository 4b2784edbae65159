import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { CashierBackend, PayOutAnswer } from '../../../src/domain/payments/cashier-backend.ts';
import type { Payment } from '../../../src/domain/payments/payment.ts';
import { createPayments, type Payments } from '../../../src/domain/payments/payments.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import {
  bookingsOf,
  fundAccount,
  leaveWithdrawal,
  paymentIdIn,
  withdrawalScreen,
} from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const { live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const LEASE_MS = 10_000;

/** What becomes of withdrawals whose process died, hung or stopped. */
export function withdrawalRecoverySuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    await fundAccount(bridge, BROKER, live, '50000');
  });
  after(() => bridge.close());
  beforeEach(async () => {
    bridge.clock.advance(60 * MINUTE_MS);
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
    await declareIdempotent(false);
  });

  const screen = () => withdrawalScreen(bridge.url);
  const balanceCalls = async () => (await bridge.simulator.calls('3.5')).length;
  const stateOf = async (id: string) => (await bridge.app.storage.payments.find(BROKER, id))?.state;
  const bookings = (id: string) => bookingsOf(bridge.simulator, live, id);
  const recoverTwice = () => Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);

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

  /** Due in a minute. */
  const leaveBehind = (change: Partial<Payment>) =>
    leaveWithdrawal(bridge, BROKER, {
      ...{ createdAtMs: bridge.clock.nowMs(), dueAtMs: bridge.clock.nowMs() + MINUTE_MS },
      ...change,
    });

  /** The bridge's payments once more, as another process has them, with a cashier that follows a script. */
  function paymentsWith(payOut: CashierBackend['payOut']): Payments {
    const { storage, brokers, platform, events } = bridge.app;
    const cashier: CashierBackend = {
      name: 'sandbox',
      authorise: () => assert.fail('a withdrawal authorises nothing'),
      release: () => assert.fail('a withdrawal releases nothing'),
      payOut,
    };
    return createPayments({
      ...{ store: storage.payments, brokers, platform, events, clock: bridge.clock, log: createLogger('silent') },
      cashiers: { sandbox: cashier },
      createRateLimiter: createRateLimiterFactory(storage.expiring),
      leaseMs: LEASE_MS,
    });
  }

  /** @returns Payments whose cashier answers one thing after the other, and how often it was asked. */
  function scripted(...answers: (PayOutAnswer | Error)[]): { payments: Payments; asked: string[] } {
    const asked: string[] = [];
    const payments = paymentsWith(async (_broker, { paymentId }) => {
      asked.push(paymentId);
      const answer = answers[asked.length - 1] ?? assert.fail('it is asked too often');
      if (answer instanceof Error) throw answer;
      return answer;
    });
    return { payments, asked };
  }

  test('row 44: what a dead process left requested or debited is finished once, after its lease', async () => {
    const lowered = await change(async () => {
      const requested = await leaveBehind({ state: 'requested', amountMinor: 1001 });
      const debited = await leaveBehind({ state: 'debited', amountMinor: 1002, attempts: 1 });
      await bridge.app.payments.recover();
      assert.equal(await stateOf(requested), 'requested', 'not within its lease');
      bridge.clock.advance(MINUTE_MS);
      await recoverTwice();
      for (const id of [requested, debited]) assert.equal(await stateOf(id), 'paid');
    });
    assert.equal(lowered, -1001, 'what was debited before is not debited again');
  });

  test('row 44: what nobody took for minutes is not taken any more, for its trader is gone', async () => {
    const young = await leaveBehind({ state: 'requested' });
    bridge.clock.advance(5 * MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(young), 'paid', 'five minutes are no long time');
    const old = await leaveBehind({ state: 'requested' });
    bridge.clock.advance(5 * MINUTE_MS + 1);
    await recoverTwice();
    const payment = await bridge.app.storage.payments.find(BROKER, old);
    assert.deepEqual([payment?.state, payment?.failure], ['failed', 'unavailable']);
    assert.deepEqual(await bookings(old), { debits: [], returns: [] });
  });

  test('row 44: a lost debit is not sent again after minutes, not even to an idempotent platform; staff decide', async () => {
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const id = await leaveBehind({ state: 'unconfirmed', pendingCall: 'debit', attempts: 1 });
    for (let day = 0; day < 3; day += 1) {
      bridge.clock.advance(1440 * MINUTE_MS);
      await recoverTwice();
    }
    assert.deepEqual([await stateOf(id), await balanceCalls()], ['unconfirmed', 0]);
    const reminders = bridge.logLines.filter((line) => line.includes(`"${id}"`) && line.includes('is unconfirmed'));
    assert.equal(reminders.length, 3, 'one a day');
    const word = { outcome: 'again', reason: 'not in the history', by: 'ann' } as const;
    await bridge.app.payments.settleUnconfirmed(bridge.app.brokers.get(BROKER), id, word);
    await recoverTwice();
    assert.equal(await stateOf(id), 'paid');
    assert.deepEqual(await bookings(id), { debits: [1000], returns: [] });
  });

  test('row 44: what is to be given back is given back, however long it takes', async () => {
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const left = { state: 'unconfirmed', pendingCall: 'return', failure: 'declined', attempts: 3 } as const;
    const id = await leaveBehind(left);
    bridge.clock.advance(7200 * MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('row 44: what a dead process left debiting is unconfirmed, and sent again only to an idempotent platform', async () => {
    const id = await leaveBehind({ state: 'debiting', pendingCall: 'debit', attempts: 1 });
    bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    await bridge.app.payments.recover();
    assert.equal(await stateOf(id), 'unconfirmed');
    assert.equal(await balanceCalls(), 0);
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    await recoverTwice();
    assert.equal(await stateOf(id), 'paid');
    assert.deepEqual(await bookings(id), { debits: [1000], returns: [] });
  });

  test('row 44: a payout that a dead process had begun is asked for again, and not before its lease is over', async () => {
    const id = await leaveBehind({ state: 'paying', pendingCall: 'payout', attempts: 2 });
    const { payments, asked } = scripted({ outcome: 'paid', reference: 'r' });
    await payments.recover();
    assert.deepEqual(asked, []);
    bridge.clock.advance(MINUTE_MS);
    await Promise.all([payments.recover(), payments.recover()]);
    assert.deepEqual(asked, [id]);
    assert.equal(await stateOf(id), 'paid');
    assert.equal(await balanceCalls(), 0);
  });

  test('row 44: a return that a dead process had begun is unconfirmed, and sent again only to an idempotent platform', async () => {
    const dying = { state: 'returning', pendingCall: 'return', failure: 'declined', attempts: 3 } as const;
    const id = await leaveBehind(dying);
    bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'unconfirmed');
    assert.equal((await bridge.app.storage.payments.find(BROKER, id))?.pendingCall, 'return');
    assert.equal(await balanceCalls(), 0);
    await bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('row 44: a return that nobody had begun is sent once', async () => {
    const id = await leaveBehind({ state: 'returning', failure: 'declined', attempts: 2 });
    bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('a cashier that gives no answer is asked again, later each time, until it says', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const paid = { outcome: 'paid', reference: 'r' } as const;
    const { payments, asked } = scripted(new Error('gone'), { outcome: 'pending' }, paid);
    bridge.clock.advance(MINUTE_MS);
    await payments.recover();
    assert.deepEqual([asked.length, await stateOf(id)], [1, 'paying']);
    bridge.clock.advance(14_999);
    await payments.recover();
    assert.equal(asked.length, 1, 'not before its time');
    bridge.clock.advance(1);
    await payments.recover();
    bridge.clock.advance(30_000);
    await payments.recover();
    await payments.recover();
    assert.deepEqual([asked.length, await stateOf(id)], [3, 'paid']);
    assert.equal(await balanceCalls(), 0);
  });

  test('a lost answer to the return is unconfirmed, the money is back once, and nothing is sent again', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const { payments, asked } = scripted({ outcome: 'refused' });
    await bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    bridge.clock.advance(MINUTE_MS);
    await payments.recover();
    assert.equal(await stateOf(id), 'unconfirmed');
    bridge.clock.advance(60 * MINUTE_MS);
    await payments.recover();
    await payments.recover();
    assert.equal(asked.length, 1);
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  for (const [status, errorCode] of [
    [429, 'REQUEST_FREQUENCY_EXCEEDED'],
    [400, 'NOT_ENOUGH_RIGHTS'],
  ] as const) {
    test(`a platform that does not take the money back now (${status}) is asked until it does`, async () => {
      const id = await leaveBehind({ state: 'debited', attempts: 1 });
      const { payments, asked } = scripted({ outcome: 'refused' });
      await bridge.simulator.setFaults({ failNext: { call: '3.5', times: 2, status, errorCode } });
      for (let turn = 1; turn <= 3; turn += 1) {
        bridge.clock.advance(5 * MINUTE_MS);
        await payments.recover();
        assert.equal(await stateOf(id), turn < 3 ? 'returning' : 'returned');
      }
      assert.equal(asked.length, 1, 'what was refused once is not paid out later');
      assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
    });
  }

  test('what another cashier has to pay out is not paid out here, but what it refused is given back', async () => {
    const waiting = [
      await leaveBehind({ state: 'requested', cashier: 'other' }),
      await leaveBehind({ state: 'debited', cashier: 'other', attempts: 1 }),
      await leaveBehind({ state: 'paying', cashier: 'other', attempts: 2 }),
    ];
    const refused = await leaveBehind({ state: 'returning', cashier: 'other', failure: 'declined', attempts: 2 });
    bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.deepEqual(await Promise.all(waiting.map(stateOf)), ['requested', 'debited', 'paying']);
    assert.equal(await stateOf(refused), 'returned');
    assert.equal(await balanceCalls(), 1);
  });

  test('a bridge that stops sends nothing more, and leaves everything to the next', async () => {
    const states = ['requested', 'debited', 'paying', 'returning'] as const;
    const ids = await Promise.all(states.map((state) => leaveBehind({ state, attempts: 1 })));
    bridge.clock.advance(MINUTE_MS);
    const { payments: stopping, asked } = scripted();
    await stopping.stop();
    await stopping.recover();
    assert.deepEqual(await Promise.all(ids.map(stateOf)), states);
    assert.deepEqual([asked.length, await balanceCalls()], [0, 0]);
    await bridge.app.payments.recover();
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['paid', 'paid', 'paid', 'returned']);
  });

  test('an answer that comes when its process was taken for dead still counts', async () => {
    await bridge.simulator.setFaults({ latencyMs: 700 });
    const ticket = await screen().ticket();
    const lowered = await change(async () => {
      const answer = screen().post({ ticket, amount: '49.00' });
      while ((await balanceCalls()) === 0) await delay(20);
      bridge.clock.advance(MINUTE_MS);
      await bridge.app.payments.recover();
      assert.equal((await answer).status, 303);
    });
    assert.equal(lowered, -4900);
    assert.equal(await balanceCalls(), 1);
    assert.equal(await stateOf(paymentIdIn(ticket)), 'paid');
  });

  test('row 44: two processes that hear of one refused payout give the money back once', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const slow = paymentsWith(async () => {
      await gate;
      return { outcome: 'refused' };
    });
    bridge.clock.advance(MINUTE_MS);
    const first = slow.recover();
    while ((await stateOf(id)) !== 'paying') await delay(5);
    bridge.clock.advance(LEASE_MS);
    await bridge.simulator.setFaults({ latencyMs: 400 });
    const second = scripted({ outcome: 'refused' }).payments.recover();
    while (!/^return/.test((await stateOf(id)) ?? '')) await delay(5);
    while ((await balanceCalls()) === 0) await delay(5);
    openGate();
    await Promise.all([first, second]);
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
    assert.equal(await balanceCalls(), 1);
  });
}
