import type { Broker } from '../brokers/broker.ts';
import { changeBalance } from './change-balance.ts';
import type { Payment } from './payment.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/**
 * Takes the money off the account (call 3.5, `WITHDRAW`), before anybody is paid.
 *
 * A platform that certainly did nothing ends the withdrawal: taken later, without its trader, the money could be missing
 * under open positions.
 *
 * @param payment - Requested, or with an unconfirmed debit at a platform that knows an `externalId` again.
 */
export function debitWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  payment: Payment,
): Promise<Payment> {
  const { clock, leaseMs, isStopping } = dependencies;
  return changeBalance(dependencies, broker, payment, {
    name: 'debit',
    type: 'WITHDRAW',
    claim: 'debiting',
    externalId: ({ id }) => id,
    settle({ attempts }, outcome) {
      const nowMs = clock.nowMs();
      switch (outcome.kind) {
        case 'done': {
          const { balanceHistoryId } = outcome;
          return { state: 'debited', change: { balanceHistoryId, pendingCall: null, dueAtMs: nowMs + leaseMs } };
        }
        case 'refused':
          return { state: 'failed', change: { failure: 'refused', pendingCall: null } };
        case 'not_done':
          if (isStopping()) return { state: 'requested', change: { pendingCall: null, dueAtMs: nowMs } };
          return { state: 'failed', change: { failure: 'unavailable', pendingCall: null } };
        case 'unknown':
          return { state: 'unconfirmed', change: { dueAtMs: nowMs + retryDelayMs(attempts) } };
      }
    },
  });
}
