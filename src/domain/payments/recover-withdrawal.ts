import type { Broker } from '../brokers/broker.ts';
import { advanceWithdrawal } from './advance-withdrawal.ts';
import { movePayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/** Money that is taken later than this is taken without its trader, who may need it by then. */
const MAX_AGE_MS = 300_000;
/** How often the log reminds of one that only staff can go on with. */
const REMINDER_MS = 86_400_000;

/**
 * Goes on with a withdrawal that somebody left.
 *
 * @param payment - As it was read, and due.
 */
export async function recoverWithdrawal(dependencies: WithdrawalDependencies, payment: Payment): Promise<void> {
  const broker = dependencies.brokers.find(payment.brokerName);
  const taken = await takeOver(dependencies, payment);
  if (!broker || !taken) return;
  if (isTooLate(dependencies, taken)) await leaveAlone(dependencies, broker, taken);
  else await advanceWithdrawal(dependencies, broker, taken);
}

/** @returns The payment as it can be gone on with; `undefined` when somebody else did. */
async function takeOver(dependencies: WithdrawalDependencies, payment: Payment): Promise<Payment | undefined> {
  const { state, pendingCall } = payment;
  const isInterrupted = state === 'debiting' || (state === 'returning' && pendingCall === 'return');
  // Whoever made the call is dead, and may have sent it or not.
  return isInterrupted ? movePayment(dependencies, payment, 'unconfirmed') : payment;
}

/** Only taking money can be too late; staff who say that it is to be taken again begin anew. */
function isTooLate({ clock }: WithdrawalDependencies, payment: Payment): boolean {
  const { state, pendingCall, createdAtMs, settlement } = payment;
  const isDebit = state === 'requested' || (state === 'unconfirmed' && pendingCall !== 'return');
  return isDebit && clock.nowMs() - (settlement?.atMs ?? createdAtMs) > MAX_AGE_MS;
}

async function leaveAlone(dependencies: WithdrawalDependencies, broker: Broker, payment: Payment): Promise<void> {
  if (payment.state === 'requested') {
    await movePayment(dependencies, payment, 'failed', { failure: 'unavailable' });
    return;
  }
  if (!broker.platform.idempotentExternalIds) return;
  await movePayment(dependencies, payment, 'unconfirmed', { dueAtMs: dependencies.clock.nowMs() + REMINDER_MS });
}
