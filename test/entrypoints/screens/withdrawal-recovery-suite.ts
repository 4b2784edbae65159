import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engines } from '../../support/engines.ts';
import { paymentIdIn, withdrawalScreen } from '../../support/withdrawal-screen.ts';
import { BROKER, MINUTE_MS, withdrawalRecoveryStage } from './withdrawal-recovery-stage.ts';

/** What becomes of withdrawals whose process died, hung or stopped. */
export function withdrawalRecoverySuite(engines: Engines): void {
  const stage = withdrawalRecoveryStage(engines);
  const { balanceCalls, stateOf, bookings, recoverTwice, declareIdempotent, change, leaveBehind } = stage;
  const screen = () => withdrawalScreen(stage.bridge.url);

  test('row 44: what a dead process left requested or debited is finished once, after its lease', async () => {
    const lowered = await change(async () => {
      const requested = await leaveBehind({ state: 'requested', amountMinor: 1001 });
      const debited = await leaveBehind({ state: 'debited', amountMinor: 1002, attempts: 1 });
      await stage.bridge.app.payments.recover();
      assert.equal(await stateOf(requested), 'requested', 'not within its lease');
      stage.bridge.clock.advance(MINUTE_MS);
      await recoverTwice();
      for (const id of [requested, debited]) assert.equal(await stateOf(id), 'paid');
    });
    assert.equal(lowered, -1001, 'what was debited before is not debited again');
  });

  test('row 44: what nobody took for minutes is not taken any more, for its trader is gone', async () => {
    const young = await leaveBehind({ state: 'requested' });
    stage.bridge.clock.advance(5 * MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(young), 'paid', 'five minutes are no long time');
    const old = await leaveBehind({ state: 'requested' });
    stage.bridge.clock.advance(5 * MINUTE_MS + 1);
    await recoverTwice();
    const payment = await stage.bridge.app.storage.payments.find(BROKER, old);
    assert.deepEqual([payment?.state, payment?.failure], ['failed', 'unavailable']);
    assert.deepEqual(await bookings(old), { debits: [], returns: [] });
  });

  test('row 44: a lost debit is not sent again after minutes, not even to an idempotent platform; staff decide', async () => {
    await stage.bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const id = await leaveBehind({ state: 'unconfirmed', pendingCall: 'debit', attempts: 1 });
    for (let day = 0; day < 3; day += 1) {
      stage.bridge.clock.advance(1440 * MINUTE_MS);
      await recoverTwice();
    }
    assert.deepEqual([await stateOf(id), await balanceCalls()], ['unconfirmed', 0]);
    const reminders = stage.bridge.logLines.filter(
      (line) => line.includes(`"${id}"`) && line.includes('is unconfirmed'),
    );
    assert.equal(reminders.length, 3, 'one a day');
    const word = { outcome: 'again', reason: 'not in the history', by: 'ann' } as const;
    await stage.bridge.app.payments.settleUnconfirmed(stage.bridge.app.brokers.get(BROKER), id, word);
    await recoverTwice();
    assert.equal(await stateOf(id), 'paid');
    assert.deepEqual(await bookings(id), { debits: [1000], returns: [] });
  });

  test('row 44: what is to be given back is given back, however long it takes', async () => {
    await stage.bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    const left = { state: 'unconfirmed', pendingCall: 'return', failure: 'declined', attempts: 3 } as const;
    const id = await leaveBehind(left);
    stage.bridge.clock.advance(7200 * MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('row 44: what a dead process left debiting is unconfirmed, and sent again only to an idempotent platform', async () => {
    const id = await leaveBehind({ state: 'debiting', pendingCall: 'debit', attempts: 1 });
    stage.bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    await stage.bridge.app.payments.recover();
    assert.equal(await stateOf(id), 'unconfirmed');
    assert.equal(await balanceCalls(), 0);
    await stage.bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    await recoverTwice();
    assert.equal(await stateOf(id), 'paid');
    assert.deepEqual(await bookings(id), { debits: [1000], returns: [] });
  });

  test('row 44: a return that a dead process had begun is unconfirmed, and sent again only to an idempotent platform', async () => {
    const dying = { state: 'returning', pendingCall: 'return', failure: 'declined', attempts: 3 } as const;
    const id = await leaveBehind(dying);
    stage.bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'unconfirmed');
    assert.equal((await stage.bridge.app.storage.payments.find(BROKER, id))?.pendingCall, 'return');
    assert.equal(await balanceCalls(), 0);
    await stage.bridge.simulator.setFaults({ idempotentByExternalId: true });
    await declareIdempotent(true);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('row 44: a return that nobody had begun is sent once', async () => {
    const id = await leaveBehind({ state: 'returning', failure: 'declined', attempts: 2 });
    stage.bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.equal(await stateOf(id), 'returned');
    assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
  });

  test('what another cashier has to pay out is not paid out here, but what it refused is given back', async () => {
    const waiting = [
      await leaveBehind({ state: 'requested', cashier: 'other' }),
      await leaveBehind({ state: 'debited', cashier: 'other', attempts: 1 }),
      await leaveBehind({ state: 'paying', cashier: 'other', attempts: 2 }),
    ];
    const refused = await leaveBehind({ state: 'returning', cashier: 'other', failure: 'declined', attempts: 2 });
    stage.bridge.clock.advance(MINUTE_MS);
    await recoverTwice();
    assert.deepEqual(await Promise.all(waiting.map(stateOf)), ['requested', 'debited', 'paying']);
    assert.equal(await stateOf(refused), 'returned');
    assert.equal(await balanceCalls(), 1);
  });

  test('an answer that comes when its process was taken for dead still counts', async () => {
    await stage.bridge.simulator.setFaults({ latencyMs: 700 });
    const ticket = await screen().ticket();
    const lowered = await change(async () => {
      const answer = screen().post({ ticket, amount: '49.00' });
      while ((await balanceCalls()) === 0) await delay(20);
      stage.bridge.clock.advance(MINUTE_MS);
      await stage.bridge.app.payments.recover();
      assert.equal((await answer).status, 303);
    });
    assert.equal(lowered, -4900);
    assert.equal(await balanceCalls(), 1);
    assert.equal(await stateOf(paymentIdIn(ticket)), 'paid');
  });
}
