import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { bookingsOf, leaveWithdrawal, paymentIdIn, withdrawalScreen } from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const { live } = DEPOSITORS[BROKER];
const HOUR_MS = 3_600_000;

/** What a trader who sends the form again, and staff who looked at the platform, do to withdrawals that were left. */
export function withdrawalUnfinishedSuite(engines: Engines): void {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    bridge.clock.advance(HOUR_MS);
    await bridge.simulator.clearCalls();
  });

  const screen = () => withdrawalScreen(bridge.url);
  const balanceCalls = async () => (await bridge.simulator.calls('3.5')).length;
  const stateOf = async (id: string) => (await bridge.app.storage.payments.find(BROKER, id))?.state;
  const bookings = (id: string) => bookingsOf(bridge.simulator, live, id);

  for (const [left, debits] of [
    [{ state: 'requested' }, [1000]],
    [{ state: 'debited', attempts: 1 }, []],
    [{ state: 'paying', pendingCall: 'payout', attempts: 2 }, []],
  ] as const) {
    test(`row 44: a form that comes again when a process died with it ${left.state} goes on with it, once`, async () => {
      const ticket = await screen().ticket();
      const id = paymentIdIn(ticket);
      await leaveWithdrawal(bridge, BROKER, { id, ...left, dueAtMs: bridge.clock.nowMs() });
      const answers = await Promise.all([1, 2].map(() => screen().post({ ticket, amount: '10' })));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [303, 303],
      );
      assert.deepEqual(await bookings(id), { debits, returns: [] });
    });
  }

  for (const left of [
    { state: 'debiting', pendingCall: 'debit' },
    { state: 'returning', pendingCall: 'return', failure: 'declined' },
  ] as const) {
    test(`row 44: a form that comes again when a process died with it ${left.state} sends nothing`, async () => {
      const ticket = await screen().ticket();
      const id = paymentIdIn(ticket);
      await leaveWithdrawal(bridge, BROKER, { id, ...left, attempts: 1, dueAtMs: bridge.clock.nowMs() });
      const answer = screen().post({ ticket, amount: '10' });
      await delay(300);
      await bridge.app.payments.recover();
      assert.equal((await answer).status, 502);
      assert.equal(await stateOf(id), 'unconfirmed');
      assert.equal(await balanceCalls(), 0);
    });
  }

  for (const [outcome, pendingCall, state, booked] of [
    ['done', 'debit', 'paid', { debits: [], returns: [] }],
    ['not_done', 'debit', 'failed', { debits: [], returns: [] }],
    ['again', 'debit', 'paid', { debits: [1000], returns: [] }],
    ['done', 'return', 'returned', { debits: [], returns: [] }],
    ['not_done', 'return', 'returned', { debits: [], returns: [1000] }],
    ['again', 'return', 'returned', { debits: [], returns: [1000] }],
  ] as const) {
    test(`staff say of a lost ${pendingCall} “${outcome}”: it ends ${state}, and staff cannot say it twice`, async () => {
      const id = await leaveWithdrawal(bridge, BROKER, { state: 'unconfirmed', pendingCall, attempts: 1 });
      const broker = bridge.app.brokers.get(BROKER);
      const word = { outcome, reason: 'the account’s history says so', by: 'ann' };
      const say = () => bridge.app.payments.settleUnconfirmed(broker, id, word);
      const said = await Promise.allSettled([say(), say()]);
      assert.deepEqual(said.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      await assert.rejects(say(), { code: 'payment_settled' });
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
      assert.equal(await stateOf(id), state);
      assert.deepEqual(await bookings(id), booked);
    });
  }
}
