import type { Broker } from '../brokers/broker.ts';
import type { CashierBackend, PayOutAnswer } from './cashier-backend.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/**
 * Has the cashier pay out what was taken. An answer that is lost is asked for again, for the cashier pays one payment once.
 *
 * @param payment - Debited; or paying, when whoever asked is gone or was told to ask again.
 * @returns The payment as it stands afterwards; `paying` with no call pending when the cashier pays later.
 */
export async function payOutWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  payment: Payment,
  cashier: CashierBackend,
): Promise<Payment> {
  const { clock, leaseMs } = dependencies;
  const claimed = await movePayment(dependencies, payment, 'paying', {
    pendingCall: 'payout',
    attempts: payment.attempts + 1,
    dueAtMs: clock.nowMs() + leaseMs,
  });
  if (!claimed) return rereadPayment(dependencies, payment);
  const answer = await ask(dependencies, broker, claimed, cashier);
  return (await settle(dependencies, claimed, answer)) ?? rereadPayment(dependencies, claimed);
}

async function ask(
  { clock, log }: WithdrawalDependencies,
  broker: Broker,
  payment: Payment,
  cashier: CashierBackend,
): Promise<PayOutAnswer> {
  // Whoever slept through the lease leaves it to those who did not.
  if (clock.nowMs() >= payment.dueAtMs) return { outcome: 'pending' };
  const { id, brokerName, userId, login, amountMinor, moneyDigits, currency } = payment;
  try {
    return await cashier.payOut(broker, { paymentId: id, userId, login, amountMinor, moneyDigits, currency });
  } catch (error) {
    log.warn({ err: error, broker: brokerName, payment: id }, 'the cashier gave no answer; asking again later');
    return { outcome: 'pending' };
  }
}

function settle(
  dependencies: WithdrawalDependencies,
  claimed: Payment,
  answer: PayOutAnswer,
): Promise<Payment | undefined> {
  const nowMs = dependencies.clock.nowMs();
  switch (answer.outcome) {
    case 'paid':
      return movePayment(dependencies, claimed, 'paid', { cashierReference: answer.reference, pendingCall: null });
    case 'refused': {
      const dueAtMs = nowMs + dependencies.leaseMs;
      return movePayment(dependencies, claimed, 'returning', { failure: 'declined', pendingCall: null, dueAtMs });
    }
    case 'pending': {
      const dueAtMs = nowMs + retryDelayMs(claimed.attempts - 1);
      return movePayment(dependencies, claimed, 'paying', { pendingCall: null, dueAtMs });
    }
  }
}
