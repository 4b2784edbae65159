import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { CashierBackend, PayOutAnswer } from '../../../src/domain/payments/cashier-backend.ts';
import type { Payment } from '../../../src/domain/payments/payment.ts';
import { createPayments, type Payments } from '../../../src/domain/payments/payments.ts';
import { createRateLimiterFactory } from '../../../src/http/rate-limit.ts';
import { createLogger } from '../../../src/lib/logger.ts';
import { balanceOf, DEPOSITORS } from '../../support/deposit-screen.ts';
import type { Engines } from '../../support/engines.ts';
import { startWiredBridge, type WiredBridge } from '../../support/start-wired-bridge.ts';
import { bookingsOf, fundAccount, leaveWithdrawal } from '../../support/withdrawal-screen.ts';

export const BROKER = 'tradingtech_main';
export const { live } = DEPOSITORS[BROKER];
export const MINUTE_MS = 60_000;
/** Of payments with a cashier that follows a script. */
export const LEASE_MS = 10_000;

/** For the tests of one `describe`: a bridge that processes have left withdrawals behind at. */
export function withdrawalRecoveryStage(engines: Engines) {
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

  return {
    /** Once the tests run. */
    get bridge() {
      return bridge;
    },
    ...{
      balanceCalls,
      stateOf,
      bookings,
      recoverTwice,
      declareIdempotent,
      change,
      leaveBehind,
      paymentsWith,
      scripted,
    },
  };
}
