import { advanceWithdrawal } from './advance-withdrawal.ts';
import { movePayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/**
 * Goes on with a withdrawal that somebody left.
 *
 * @param payment - As it was read, and due.
 */
export async function recoverWithdrawal(dependencies: WithdrawalDependencies, payment: Payment): Promise<void> {
  const broker = dependencies.brokers.find(payment.brokerName);
  const taken = await takeOver(dependencies, payment);
  if (broker && taken) await advanceWithdrawal(dependencies, broker, taken);
}

/** @returns The payment as it can be gone on with; `undefined` when somebody else did. */
async function takeOver(dependencies: WithdrawalDependencies, payment: Payment): Promise<Payment | undefined> {
  const { state, pendingCall } = payment;
  const isInterrupted = state === 'debiting' || (state === 'returning' && pendingCall === 'return');
  // Whoever made the call is dead, and may have sent it or not.
  return isInterrupted ? movePayment(dependencies, payment, 'unconfirmed') : payment;
}
