import type { Broker } from '../brokers/broker.ts';
import { changeBalance } from './change-balance.ts';
import type { Payment } from './payment.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/**
 * Puts back what was taken and not paid out (call 3.5, `DEPOSIT`). What the platform refuses is tried again from time to
 * time: the money is the trader's.
 *
 * @param payment - Returning, with no call pending; or with an unconfirmed return at a platform that knows an `externalId`
 *   again.
 */
export function returnWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  payment: Payment,
): Promise<Payment> {
  const { clock, log } = dependencies;
  return changeBalance(dependencies, broker, payment, {
    name: 'return',
    type: 'DEPOSIT',
    claim: 'returning',
    externalId: ({ id }) => `${id}-return`,
    settle({ id, brokerName, attempts }, outcome) {
      const dueAtMs = clock.nowMs() + retryDelayMs(attempts);
      switch (outcome.kind) {
        case 'done':
          return { state: 'returned', change: { pendingCall: null } };
        case 'refused':
          log.error({ broker: brokerName, payment: id }, 'the platform refuses to take back a withdrawal; see to it');
          return { state: 'returning', change: { pendingCall: null, dueAtMs } };
        case 'not_done':
          return { state: 'returning', change: { pendingCall: null, dueAtMs } };
        case 'unknown':
          return { state: 'unconfirmed', change: { dueAtMs } };
      }
    },
  });
}
