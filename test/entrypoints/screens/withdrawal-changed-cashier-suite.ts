import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { CashierSetting } from '../../../src/domain/brokers/broker.ts';
import { type CashierServer, startCashierServer } from '../../support/cashier-server.ts';
import { changeCashier, redirectOf } from '../../support/change-cashier.ts';
import { DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import {
  bookingsOf,
  fundAccount,
  leaveWithdrawal,
  paymentIdIn,
  withdrawalScreen,
} from '../../support/withdrawal-screen.ts';

const BROKER = 'financialhouse_main';
const { live } = DEPOSITORS[BROKER];
const HOUR_MS = 3_600_000;
const PAID = { outcome: 'paid', reference: 'r' };

/** What becomes of withdrawals whose white label changes its cashier in between. */
export function withdrawalChangedCashierSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let first: CashierServer;
  let second: CashierServer;
  let original: CashierSetting;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    [first, second] = [await startCashierServer(), await startCashierServer()];
    original = bridge.app.brokers.get(BROKER).payments.cashier;
    await fundAccount(bridge, BROKER, live, '5000');
  });
  after(() => Promise.all([bridge.close(), first.close(), second.close()]));
  beforeEach(async () => {
    await changeCashier(bridge, BROKER, original);
    await pointAt(first);
    for (const server of [first, second]) server.told.length = 0;
    first.answerWith(undefined);
    second.answerWith(PAID);
  });

  const pointAt = ({ url }: CashierServer) =>
    changeCashier(bridge, BROKER, redirectOf(bridge, BROKER, { payoutUrl: url }));
  // What other tests left goes on too.
  const toldOf = ({ told }: CashierServer, id: string) => told.filter(({ paymentId }) => paymentId === id).length;
  const read = (id: string) => bridge.app.payments.getPayment(bridge.app.brokers.get(BROKER), id);
  const stateOf = async (id: string) => (await read(id)).state;
  const settle = (id: string, outcome: 'done' | 'not_done' | 'again') =>
    bridge.app.payments.settleUnconfirmed(bridge.app.brokers.get(BROKER), id, { outcome, reason: 'asked', by: 'ann' });

  async function recoverLater(): Promise<void> {
    bridge.clock.advance(HOUR_MS);
    await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
  }

  /** @returns The id of one that the first cashier may have paid; its answer was lost. */
  async function beginAtFirst(): Promise<string> {
    const screen = withdrawalScreen(bridge.url, BROKER);
    const ticket = await screen.ticket();
    assert.equal((await screen.post({ ticket, amount: '50.00' })).status, 200);
    const id = paymentIdIn(ticket);
    assert.equal(await stateOf(id), 'paying');
    assert.equal(toldOf(first, id), 1);
    return id;
  }

  test('a payout that one cashier was told of is told to no other, and is an alert in the log', async () => {
    const id = await beginAtFirst();
    await pointAt(second);
    await recoverLater();
    await changeCashier(bridge, BROKER, { kind: 'sandbox' });
    await recoverLater();
    assert.deepEqual([toldOf(first, id), second.told.length, await stateOf(id)], [1, 0, 'paying']);
    assert.match(bridge.logLines.join(''), new RegExp(`"level":"error".*"payment":"${id}".*cashier.*was changed`));
  });

  test('when the setting is put back the payout goes on, at the same cashier', async () => {
    const id = await beginAtFirst();
    await pointAt(second);
    await recoverLater();
    await pointAt(first);
    first.answerWith(PAID);
    await recoverLater();
    assert.deepEqual([await stateOf(id), second.told.length], ['paid', 0]);
    assert.equal(toldOf(first, id), 2);
  });

  test('another secret is still the same cashier', async () => {
    const id = await beginAtFirst();
    await changeCashier(bridge, BROKER, redirectOf(bridge, BROKER, { secret: 'another-secret-of-length' }));
    first.answerWith(PAID);
    await recoverLater();
    assert.equal(await stateOf(id), 'paid');
  });

  test('another host of the page is another cashier, whatever the address of its server', async () => {
    const id = await beginAtFirst();
    const { template } = redirectOf(bridge, BROKER);
    const moved = template.replace(/^https?:\/\/[^/]+/, 'https://pay.example');
    await changeCashier(bridge, BROKER, redirectOf(bridge, BROKER, { template: moved }));
    first.answerWith(PAID);
    await recoverLater();
    assert.deepEqual([toldOf(first, id), await stateOf(id)], [1, 'paying']);
  });

  test('a payment of an older version, which says only what kind of cashier it was, goes on at the one of now', async () => {
    const dueAtMs = bridge.clock.nowMs();
    const id = await leaveWithdrawal(bridge, BROKER, { state: 'debited', cashier: 'redirect', attempts: 1, dueAtMs });
    first.answerWith(PAID);
    await recoverLater();
    assert.deepEqual([toldOf(first, id), await stateOf(id)], [1, 'paid']);
  });

  for (const [outcome, state, returns] of [
    ['done', 'paid', []],
    ['not_done', 'returned', [5000]],
  ] as const) {
    test(`staff say “${outcome}” of a payout whose cashier was changed: it ends ${state}`, async () => {
      const id = await beginAtFirst();
      await assert.rejects(settle(id, outcome), { code: 'payment_settled' }, 'not while its cashier is there');
      await pointAt(second);
      await assert.rejects(settle(id, 'again'), { code: 'payment_settled' });
      const said = await Promise.allSettled([settle(id, outcome), settle(id, outcome)]);
      assert.equal(said.filter(({ status }) => status === 'fulfilled').length, 1);
      await recoverLater();
      assert.equal(await stateOf(id), state);
      assert.deepEqual(await bookingsOf(bridge.simulator, live, id), { debits: [5000], returns });
      assert.equal(second.told.length, 0);
    });
  }

  test('a deposit that the platform refused is not given back by another cashier; staff do it', async () => {
    const { cashier } = await read(await beginAtFirst());
    const parts = { kind: 'deposit', state: 'failed', failure: 'refused', release: 'due', cashier } as const;
    const id = await leaveWithdrawal(bridge, BROKER, { ...parts, dueAtMs: bridge.clock.nowMs() });
    await pointAt(second);
    await recoverLater();
    assert.deepEqual([second.told.length, (await read(id)).release], [0, 'by_hand']);
  });

  test('characters that no store keeps do not hang a payout that was made', async () => {
    first.answerWith({ outcome: 'paid', reference: 'a\u0000b\u001b\ud800' });
    const screen = withdrawalScreen(bridge.url, BROKER);
    const ticket = await screen.ticket();
    assert.equal((await screen.post({ ticket, amount: '50.00' })).status, 303);
    const { state, cashierReference } = await read(paymentIdIn(ticket));
    assert.deepEqual([state, cashierReference], ['paid', 'ab\ufffd']);
  });

  test('an outcome with a control character in it is no clear word', async () => {
    first.answerWith({ outcome: 'pa\u0000id', reference: 'r' });
    const screen = withdrawalScreen(bridge.url, BROKER);
    const ticket = await screen.ticket();
    assert.equal((await screen.post({ ticket, amount: '50.00' })).status, 200);
    assert.equal(await stateOf(paymentIdIn(ticket)), 'paying');
  });
}
