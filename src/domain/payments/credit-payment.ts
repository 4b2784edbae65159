import type { Broker } from '../brokers/broker.ts';
import { changeBalance } from './change-balance.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { retryDelayMs } from './retry-delay.ts';

/**
 * Puts the money on the account (call 3.5, `DEPOSIT`).
 *
 * @param payment - Authorised, or unconfirmed at a platform that knows an `externalId` again.
 */
export function creditPayment(dependencies: PaymentsDependencies, broker: Broker, payment: Payment): Promise<Payment> {
  const { clock } = dependencies;
  return changeBalance(dependencies, broker, payment, {
    name: 'credit',
    type: 'DEPOSIT',
    claim: 'crediting',
    externalId: ({ id }) => id,
    settle({ attempts }, outcome) {
      const nowMs = clock.nowMs();
      const dueAtMs = nowMs + retryDelayMs(attempts);
      switch (outcome.kind) {
        case 'done':
          return { state: 'credited', change: { balanceHistoryId: outcome.balanceHistoryId, pendingCall: null } };
        case 'refused':
          return {
            state: 'failed',
            change: { failure: 'refused', release: 'due', pendingCall: null, dueAtMs: nowMs },
          };
        case 'not_done':
          return { state: 'authorised', change: { pendingCall: null, dueAtMs } };
        case 'unknown':
          return { state: 'unconfirmed', change: { dueAtMs } };
      }
    },
  });
}
