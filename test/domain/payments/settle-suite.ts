import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Payment, PaymentState } from '../../../src/domain/payments/payment.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import { samplePayment } from '../../contracts/sample-records.ts';
import { balanceOf, creditsOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';

const BROKER = 'financialhouse_main';
const { userId, live } = DEPOSITORS[BROKER];
const MINUTE_MS = 60_000;
const WORD = { reason: 'seen in the history', by: 'admin@example.com' };

/** What staff say of unconfirmed deposits, and money that goes back to traders. */
export function settleSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let count = 0;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    await bridge.simulator.clearFaults();
    await bridge.simulator.clearCalls();
  });

  const broker = () => bridge.app.brokers.get(BROKER);
  const read = async (id: string) => bridge.app.payments.getPayment(broker(), id);
  const releasesOf = async (id: string) =>
    (await bridge.simulator.calls('cashier')).filter(({ request }) => JSON.stringify(request).includes(`"${id}"`))
      .length;

  /** @returns The id of a deposit that stands there. */
  async function leave(state: PaymentState, change: Partial<Payment> = {}): Promise<string> {
    const user = await bridge.app.users.findByPlatformUserId(BROKER, userId);
    assert.ok(user);
    count += 1;
    const id = `left-${count}`;
    const parts = { state, login: live, cashier: 'redirect', attempts: 1, cashierReference: 'r', amountMinor: 4000 };
    const left = { ...parts, dueAtMs: bridge.clock.nowMs() + MINUTE_MS, ...change };
    await bridge.app.storage.payments.add(samplePayment(user, id, left));
    return id;
  }

  async function setPayoutUrl(payoutUrl: string | null): Promise<void> {
    const { payments } = broker();
    if (payments.cashier.kind !== 'redirect') throw new Error('The example has an outside cashier');
    await bridge.app.brokers.update(BROKER, { payments: { ...payments, cashier: { ...payments.cashier, payoutUrl } } });
  }

  const refusedWith = (code: 'payment_settled' | 'payment_unknown' | 'precondition_failed') => (error: unknown) =>
    isBridgeError(error, code);

  test('what staff say was done is credited in the records, and nothing is sent', async () => {
    const id = await leave('unconfirmed', { pendingCall: 'credit' });
    const balance = await balanceOf(bridge.simulator, live);
    await bridge.app.payments.settleUnconfirmed(broker(), id, { ...WORD, outcome: 'done' });
    await bridge.app.payments.recover();
    const { state, pendingCall, settlement } = await read(id);
    assert.deepEqual([state, pendingCall], ['credited', null]);
    assert.deepEqual(settlement, { ...WORD, outcome: 'done', atMs: bridge.clock.nowMs() });
    assert.equal(await balanceOf(bridge.simulator, live), balance);
    assert.match(bridge.logLines.join(''), new RegExp(`"payment":"${id}".*seen in the history.*admin@example.com`));
  });

  test('what staff say was not done fails, and the cashier gives the money back', async () => {
    const id = await leave('unconfirmed', { pendingCall: 'credit' });
    await bridge.app.payments.settleUnconfirmed(broker(), id, { ...WORD, outcome: 'not_done' });
    assert.deepEqual([(await read(id)).state, (await read(id)).release], ['failed', 'due']);
    await bridge.app.payments.recover();
    assert.equal((await read(id)).release, 'done');
    assert.equal(await releasesOf(id), 1);
    await bridge.app.payments.recover();
    assert.equal(await releasesOf(id), 1);
  });

  test('what staff say was not done, and is to be done again, is credited once', async () => {
    const id = await leave('unconfirmed', { pendingCall: 'credit' });
    await bridge.app.payments.settleUnconfirmed(broker(), id, { ...WORD, outcome: 'again' });
    await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
    assert.equal((await read(id)).state, 'credited');
    assert.equal((await creditsOf(bridge.simulator, live)).filter(({ externalId }) => externalId === id).length, 1);
  });

  test('a payment is settled once, also by two at the same time, and never one that goes on by itself', async () => {
    const id = await leave('unconfirmed');
    const settle = (outcome: 'done' | 'not_done') =>
      bridge.app.payments.settleUnconfirmed(broker(), id, { ...WORD, outcome });
    const results = await Promise.allSettled([settle('done'), settle('not_done'), settle('done')]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(settle('not_done'), refusedWith('payment_settled'));
    for (const state of ['created', 'authorised', 'crediting', 'credited', 'failed'] as const) {
      const other = await leave(state);
      const word = { ...WORD, outcome: 'done' } as const;
      await assert.rejects(
        bridge.app.payments.settleUnconfirmed(broker(), other, word),
        refusedWith('payment_settled'),
      );
      assert.equal((await read(other)).state, state);
    }
  });

  test('what staff said of a payment before it was made again settles nothing, however often it is sent', async () => {
    const id = await leave('unconfirmed', { pendingCall: 'credit' });
    const { revision: expectedRevision } = await read(id);
    const word = { ...WORD, outcome: 'again', expectedRevision } as const;
    const again = await bridge.app.payments.settleUnconfirmed(broker(), id, word);
    const lost = { ...again, state: 'unconfirmed', pendingCall: 'credit', revision: again.revision + 1 } as const;
    assert.ok(await bridge.app.storage.payments.replace(lost, again));
    await assert.rejects(bridge.app.payments.settleUnconfirmed(broker(), id, word), refusedWith('precondition_failed'));
    assert.equal((await read(id)).state, 'unconfirmed');
  });

  test('row 28: a payment of another white label is neither settled nor seen', async () => {
    const id = await leave('unconfirmed');
    const other = bridge.app.brokers.get('tradingtech_main');
    const word = { ...WORD, outcome: 'done' } as const;
    await assert.rejects(bridge.app.payments.settleUnconfirmed(other, id, word), refusedWith('payment_unknown'));
    await assert.rejects(bridge.app.payments.getPayment(other, id), refusedWith('payment_unknown'));
    const listed = await bridge.app.payments.listPayments(other, { limit: 100 });
    assert.equal(listed.length, 0);
    assert.equal((await read(id)).state, 'unconfirmed');
  });

  test('money that cannot be given back yet is given back by a later recovery', async (t) => {
    const { payments } = broker();
    t.after(() => bridge.app.brokers.update(BROKER, { payments }));
    await setPayoutUrl('http://127.0.0.1:9/');
    const failNext = { call: '3.5', status: 400, times: 1, errorCode: 'NOT_ENOUGH_RIGHTS' };
    await bridge.simulator.setFaults({ failNext });
    const id = await leave('authorised', { attempts: 0, dueAtMs: bridge.clock.nowMs() });
    await bridge.app.payments.recover();
    assert.deepEqual([(await read(id)).state, (await read(id)).release], ['failed', 'due']);
    await setPayoutUrl(`${bridge.simulator.url}/cashier/server`);
    await bridge.app.payments.recover();
    assert.equal((await read(id)).release, 'due', 'not before its time');
    bridge.clock.advance(10 * MINUTE_MS);
    await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
    assert.equal((await read(id)).release, 'done');
    assert.equal(await releasesOf(id), 1);
  });

  test('where nobody can be told to give money back, it is an alert, and staff do it', async (t) => {
    const { payments } = broker();
    t.after(() => bridge.app.brokers.update(BROKER, { payments }));
    await setPayoutUrl(null);
    const id = await leave('failed', { failure: 'refused', release: 'due', dueAtMs: bridge.clock.nowMs() });
    await bridge.app.payments.recover();
    assert.equal((await read(id)).release, 'by_hand');
    assert.match(
      bridge.logLines.join(''),
      new RegExp(`"level":"error".*"payment":"${id}".*given back to a trader by hand`),
    );
  });

  test('what staff gave back by hand is over once one of them says so, and is nothing else', async () => {
    const byHand = { failure: 'refused', release: 'by_hand', cashier: 'redirect:0123' } as const;
    const id = await leave('failed', byHand);
    assert.deepEqual(bridge.app.payments.listSettleOutcomes(broker(), await read(id)), [
      { outcome: 'done', state: 'failed', givesBack: false },
    ]);
    const balance = await balanceOf(bridge.simulator, live);
    const settle = (outcome: 'done' | 'not_done' | 'again') =>
      bridge.app.payments.settleUnconfirmed(broker(), id, { ...WORD, outcome });
    for (const outcome of ['not_done', 'again'] as const)
      await assert.rejects(settle(outcome), refusedWith('payment_settled'));
    const results = await Promise.allSettled([settle('done'), settle('done')]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(settle('done'), refusedWith('payment_settled'));
    await bridge.app.payments.recover();
    const { state, failure, release, settlement } = await read(id);
    assert.deepEqual([state, failure, release, settlement?.outcome], ['failed', 'refused', 'done', 'done']);
    assert.deepEqual([await releasesOf(id), await balanceOf(bridge.simulator, live)], [0, balance]);
  });

  test('a trader who left for the cashier in a process that died is waited for a day, and no longer', async () => {
    const dueAtMs = bridge.clock.nowMs();
    const id = await leave('created', { attempts: 0, cashierReference: null, dueAtMs, createdAtMs: dueAtMs });
    await bridge.app.payments.recover();
    assert.equal((await read(id)).state, 'awaiting');
    bridge.clock.advance(1439 * MINUTE_MS);
    await bridge.app.payments.recover();
    assert.equal((await read(id)).state, 'awaiting');
    bridge.clock.advance(2 * MINUTE_MS);
    await bridge.app.payments.recover();
    assert.deepEqual([(await read(id)).state, (await read(id)).failure], ['failed', 'expired']);
  });
}
