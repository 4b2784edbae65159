import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engines } from '../../support/engines.ts';
import { LEASE_MS, MINUTE_MS, withdrawalRecoveryStage } from './withdrawal-recovery-stage.ts';

/** What becomes of withdrawals whose cashier is slow, gone, or refuses after their process died. */
export function withdrawalPayoutRecoverySuite(engines: Engines): void {
  const stage = withdrawalRecoveryStage(engines);
  const { balanceCalls, stateOf, bookings, leaveBehind, paymentsWith, scripted } = stage;

  test('row 44: a payout that a dead process had begun is asked for again, and not before its lease is over', async () => {
    const id = await leaveBehind({ state: 'paying', pendingCall: 'payout', attempts: 2 });
    const { payments, asked } = scripted({ outcome: 'paid', reference: 'r' });
    await payments.recover();
    assert.deepEqual(asked, []);
    stage.bridge.clock.advance(MINUTE_MS);
    await Promise.all([payments.recover(), payments.recover()]);
    assert.deepEqual(asked, [id]);
    assert.equal(await stateOf(id), 'paid');
    assert.equal(await balanceCalls(), 0);
  });

  test('a cashier that gives no answer is asked again, later each time, until it says', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const paid = { outcome: 'paid', reference: 'r' } as const;
    const { payments, asked } = scripted(new Error('gone'), { outcome: 'pending' }, paid);
    stage.bridge.clock.advance(MINUTE_MS);
    await payments.recover();
    assert.deepEqual([asked.length, await stateOf(id)], [1, 'paying']);
    stage.bridge.clock.advance(14_999);
    await payments.recover();
    assert.equal(asked.length, 1, 'not before its time');
    stage.bridge.clock.advance(1);
    await payments.recover();
    stage.bridge.clock.advance(30_000);
    await payments.recover();
    await payments.recover();
    assert.deepEqual([asked.length, await stateOf(id)], [3, 'paid']);
    assert.equal(await balanceCalls(), 0);
  });

  test('a lost answer to the return is unconfirmed, the money is back once, and nothing is sent again', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const { payments, asked } = scripted({ outcome: 'refused' });
    await stage.bridge.simulator.setFaults({ dropAnswer: { call: '3.5', times: 1 } });
    stage.bridge.clock.advance(MINUTE_MS);
    await payments.recover();
    assert.equal(await stateOf(id), 'unconfirmed');
    stage.bridge.clock.advance(60 * MINUTE_MS);
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
      await stage.bridge.simulator.setFaults({ failNext: { call: '3.5', times: 2, status, errorCode } });
      for (let turn = 1; turn <= 3; turn += 1) {
        stage.bridge.clock.advance(5 * MINUTE_MS);
        await payments.recover();
        assert.equal(await stateOf(id), turn < 3 ? 'returning' : 'returned');
      }
      assert.equal(asked.length, 1, 'what was refused once is not paid out later');
      assert.deepEqual(await bookings(id), { debits: [], returns: [1000] });
    });
  }

  test('a bridge that stops sends nothing more, and leaves everything to the next', async () => {
    const states = ['requested', 'debited', 'paying', 'returning'] as const;
    const ids = await Promise.all(states.map((state) => leaveBehind({ state, attempts: 1 })));
    stage.bridge.clock.advance(MINUTE_MS);
    const { payments: stopping, asked } = scripted();
    await stopping.stop();
    await stopping.recover();
    assert.deepEqual(await Promise.all(ids.map(stateOf)), states);
    assert.deepEqual([asked.length, await balanceCalls()], [0, 0]);
    await stage.bridge.app.payments.recover();
    assert.deepEqual(await Promise.all(ids.map(stateOf)), ['paid', 'paid', 'paid', 'returned']);
  });

  test('row 44: two processes that hear of one refused payout give the money back once', async () => {
    const id = await leaveBehind({ state: 'debited', attempts: 1 });
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const slow = paymentsWith(async () => {
      await gate;
      return { outcome: 'refused' };
    });
    stage.bridge.clock.advance(MINUTE_MS);
    const first = slow.recover();
    while ((await stateOf(id)) !== 'paying') await delay(5);
    stage.bridge.clock.advance(LEASE_MS);
    await stage.bridge.simulator.setFaults({ latencyMs: 400 });
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
