import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createSandboxCashier } from '../../../src/backends/cashier/sandbox-cashier.ts';
import type { PaymentState } from '../../../src/domain/payments/payment.ts';
import type { PaymentStore } from '../../../src/domain/payments/payment-store.ts';
import { createPayments, type Payments } from '../../../src/domain/payments/payments.ts';
import type { TradingAccount } from '../../../src/domain/trading/trading-account.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { bookingsOf, fundAccount } from '../../support/withdrawal-screen.ts';

const BROKER = 'tradingtech_main';
const { live, userId } = DEPOSITORS[BROKER];
const HOUR_MS = 3_600_000;
const LEASE_MS = 30_000;
const VISIT = { language: 'en', theme: '', returnUrl: 'http://127.0.0.1/', secondStepUrl: 'x' } as const;

/** What a process does that was stopped between its claim and its call, and wakes up when others went on. */
export function sleptProcessSuite(engines: Engines): void {
  let bridge: WiredBridge;
  let account: TradingAccount;
  before(async () => {
    bridge = await startWiredBridge({ ...(await engines.open()) });
    await fundAccount(bridge, BROKER, live, '5000');
    const user = await bridge.app.users.findByPlatformUserId(BROKER, userId);
    const found = user && (await bridge.app.trading.findAccount(broker(), user.id, live));
    assert.ok(found);
    account = found;
  });
  after(() => bridge.close());
  beforeEach(() => bridge.simulator.clearCalls());

  const broker = () => bridge.app.brokers.get(BROKER);
  const read = (id: string) => bridge.app.payments.getPayment(broker(), id);
  const deposit = (payments: Payments, paymentId: string) =>
    payments.deposit(broker(), { paymentId, account, amount: '100.00', address: '192.0.2.1', visit: VISIT });
  const withdraw = (payments: Payments, paymentId: string) =>
    payments.withdraw(broker(), { paymentId, account, amount: '100.00' });

  /** Another process's payments: it sleeps when it has written a state down for the first time, and things happen. */
  function sleeper(state: PaymentState, meanwhile: () => Promise<void>): Payments {
    const { storage, brokers, platform, events } = bridge.app;
    let slept = false;
    const store: PaymentStore = {
      ...storage.payments,
      async replace(payment, expected, event) {
        const isWritten = await storage.payments.replace(payment, expected, event);
        if (slept || payment.state !== state) return isWritten;
        slept = true;
        await meanwhile();
        return isWritten;
      },
    };
    return createPayments({
      ...{ store, brokers, platform, events, clock: bridge.clock, log: createLogger('silent'), leaseMs: LEASE_MS },
      cashiers: { sandbox: createSandboxCashier() },
      createRateLimiter: createRateLimiterFactory(storage.expiring),
    });
  }

  async function passLease(): Promise<void> {
    bridge.clock.advance(HOUR_MS);
    await bridge.app.payments.recover();
  }

  async function change(work: () => Promise<unknown>): Promise<number> {
    const balance = await balanceOf(bridge.simulator, live);
    await work();
    return (await balanceOf(bridge.simulator, live)) - balance;
  }

  test('row 44: who slept through the lease of a credit that staff settled meanwhile sends nothing', async () => {
    const raised = await change(() =>
      deposit(
        sleeper('crediting', async () => {
          await passLease();
          const word = { outcome: 'not_done', reason: 'not in the history', by: 'ann' } as const;
          await bridge.app.payments.settleUnconfirmed(broker(), 'slept-1', word);
          await bridge.app.payments.recover();
        }),
        'slept-1',
      ),
    );
    const { state, release } = await read('slept-1');
    assert.deepEqual([raised, state, release], [0, 'failed', 'done']);
  });

  test('row 44: a credit that nobody sent, and nobody settled, goes on and is credited once', async () => {
    const raised = await change(async () => {
      await deposit(sleeper('crediting', passLease), 'slept-2');
      await passLease();
      await passLease();
    });
    assert.deepEqual([raised, (await read('slept-2')).state], [10_000, 'credited']);
    assert.equal((await bridge.simulator.calls('3.5')).length, 1);
  });

  test('row 44: who slept through the lease of a debit takes nothing, and says so', async () => {
    const raised = await change(() => withdraw(sleeper('debiting', passLease), 'slept-3'));
    const { state, failure } = await read('slept-3');
    assert.deepEqual([raised, state, failure], [0, 'failed', 'unavailable']);
    assert.deepEqual(await bookingsOf(bridge.simulator, live, 'slept-3'), { debits: [], returns: [] });
  });

  test('row 44: a call whose time is over when the token is there is not sent', async () => {
    const late = { login: live, type: 'WITHDRAW', preciseAmount: '1', sendBeforeMs: bridge.clock.nowMs() } as const;
    await assert.rejects(bridge.app.platform.changeBalance(broker(), late), {
      code: 'platform_unavailable',
      outcome: 'not_done',
    });
    assert.equal((await bridge.simulator.calls('3.5')).length, 0);
    const inTime = { ...late, sendBeforeMs: bridge.clock.nowMs() + 1 };
    await bridge.app.platform.changeBalance(broker(), inTime);
    const [call] = await bridge.simulator.calls('3.5');
    assert.doesNotMatch(JSON.stringify(call?.request), /sendBefore/);
  });
}
