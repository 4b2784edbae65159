import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startCashierServer } from '../../support/cashier-server.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { wordsOf } from '../../support/trader-browser.ts';
import { paymentIdIn, withdrawalScreen } from '../../support/withdrawal-screen.ts';

/** Its cashier is a company of its own, which the bridge tells what to pay out. */
const BROKER = 'financialhouse_main';
const { live, demo } = DEPOSITORS[BROKER];

describe('withdrawals that a cashier outside pays out', () => {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge();
  });
  after(() => bridge.close());
  beforeEach(() => bridge.simulator.clearCalls());

  const screen = () => withdrawalScreen(bridge.url, BROKER);
  const stateOf = async (id: string) => (await bridge.app.storage.payments.find(BROKER, id))?.state;

  /** @returns By how much the balance of the live account fell. */
  async function lowering(work: () => Promise<void>): Promise<number> {
    const balance = await balanceOf(bridge.simulator, live);
    await work();
    return balance - (await balanceOf(bridge.simulator, live));
  }

  /** @returns What the cashier's server was told. */
  async function toldCashier(): Promise<unknown[]> {
    return (await bridge.simulator.calls('cashier')).map(({ request }) => request);
  }

  async function setPayoutUrl(payoutUrl: string | null): Promise<string | null> {
    const { payments } = bridge.app.brokers.get(BROKER);
    const { cashier } = payments;
    assert.ok(cashier.kind === 'redirect');
    await bridge.app.brokers.update(BROKER, { payments: { ...payments, cashier: { ...cashier, payoutUrl } } });
    return cashier.payoutUrl;
  }

  test('it is told once, after the platform has debited, and what it paid leads back to the app', async () => {
    const ticket = await screen().ticket();
    const paymentId = paymentIdIn(ticket);
    const lowered = await lowering(async () => {
      const answers = await Promise.all([1, 2].map(() => screen().post({ ticket, amount: '50.00' })));
      for (const answer of answers) assert.equal(answer.status, 303, answer.text);
    });
    assert.equal(lowered, 5000);
    assert.deepEqual(await toldCashier(), [
      { type: 'payout', paymentId, amount: '50.00', currency: 'EUR', accountId: String(live), brokerName: BROKER },
    ]);
    const payment = await bridge.app.storage.payments.find(BROKER, paymentId);
    assert.deepEqual([payment?.state, payment?.cashierReference], ['paid', `payout-${paymentId}`]);
    const [debit] = await bridge.simulator.calls('3.5');
    const [payout] = await bridge.simulator.calls('cashier');
    assert.ok((debit?.id ?? Number.NaN) < (payout?.id ?? Number.NaN), 'the debit comes first');
  });

  test('a debit that was refused tells it nothing', async () => {
    const answer = await screen().withdraw('9999');
    assert.equal(answer.status, 409, answer.text);
    assert.deepEqual(await toldCashier(), []);
  });

  test('what it refuses is put back on the account', async () => {
    const ticket = await screen().ticket();
    const lowered = await lowering(async () => {
      const answer = await screen().post({ ticket, amount: '20.13' });
      assert.equal(answer.status, 402);
      assert.match(wordsOf(answer), /It is back on your account/);
    });
    assert.equal(lowered, 0);
    assert.equal(await stateOf(paymentIdIn(ticket)), 'returned');
  });

  test('one that cannot be reached is told later, and the trader need not wait for it', async (t) => {
    const server = await startCashierServer();
    t.after(() => server.close());
    const payoutUrl = await setPayoutUrl(server.url);
    t.after(() => setPayoutUrl(payoutUrl));
    const ticket = await screen().ticket();
    const lowered = await lowering(async () => {
      const answer = await screen().post({ ticket, amount: '21.00' });
      assert.equal(answer.status, 200);
      assert.match(answer.text, /€21\.00 was taken from your account and is on its way/);
      assert.equal(await stateOf(paymentIdIn(ticket)), 'paying');
      server.answerWith({ outcome: 'paid', reference: 'r' });
      bridge.clock.advance(15_000);
      await Promise.all([bridge.app.payments.recover(), bridge.app.payments.recover()]);
    });
    assert.equal(lowered, 2100);
    assert.equal(server.told.length, 2, 'once without an answer');
    assert.equal(await stateOf(paymentIdIn(ticket)), 'paid');
  });

  test('the play money of a demo account is not paid out, and the token stays good', async () => {
    const token = await screen().token();
    const answer = await screen().open({ token, account: demo });
    assert.equal(answer.status, 403);
    assert.match(wordsOf(answer), /demo account\. Its money is for practice/);
    assert.match(answer.text, /class="close"/);
    assert.equal((await screen().open({ token })).status, 200);
  });

  test('where nobody said where payouts go there are no withdrawals', async () => {
    const ticket = await screen().ticket();
    const payoutUrl = await setPayoutUrl(null);
    const lowered = await lowering(async () => {
      for (const answer of [await screen().open(), await screen().post({ ticket, amount: '20' })]) {
        assert.equal(answer.status, 404);
        assert.match(wordsOf(answer), /Withdrawals are not set up/);
      }
    });
    await setPayoutUrl(payoutUrl);
    assert.equal(lowered, 0);
    assert.equal((await screen().post({ ticket, amount: '20' })).status, 303);
  });
});
