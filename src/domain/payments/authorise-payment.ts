import type { Broker } from '../brokers/broker.ts';
import type { CashierBackend, CashierRequest, CashierVisit } from './cashier-backend.ts';
import { movePayment, type PaymentChange, rereadPayment } from './move-payment.ts';
import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { retryDelayAfterMs } from './retry-delay.ts';

/** A payment, and where its trader has to go now. */
export interface AdvancedPayment {
  readonly payment: Payment;
  /** An address of the cashier; `null` when there is nowhere to go. */
  readonly location: string | null;
}

/** How long a trader may take at the cashier. A cashier that says later that it has the money is believed all the same. */
const VISIT_MS = 86_400_000;

/**
 * Asks the cashier for the money, or asks it again.
 *
 * @param payment - Created or awaiting, and of this cashier.
 * @param visit - The trader's browser, if it is here.
 */
export async function authorisePayment(
  dependencies: PaymentsDependencies,
  { cashier, broker, visit }: { cashier: CashierBackend; broker: Broker; visit: CashierVisit | null },
  payment: Payment,
): Promise<AdvancedPayment> {
  const answer = await cashier.authorise(broker, { ...cashierRequestOf(payment), visit });
  const nowMs = dependencies.clock.nowMs();
  const move = async (state: PaymentState, change: PaymentChange) => ({
    payment: (await movePayment(dependencies, payment, state, change)) ?? (await rereadPayment(dependencies, payment)),
    location: null,
  });
  switch (answer.outcome) {
    case 'authorised':
      return move('authorised', { cashierReference: answer.reference, expiresAtMs: null });
    case 'declined':
      return move('failed', { failure: 'declined', expiresAtMs: null });
    case 'pending':
      return move('awaiting', { expiresAtMs: null, dueAtMs: nowMs + retryDelayAfterMs(nowMs - payment.createdAtMs) });
    case 'redirect': {
      const expiresAtMs = payment.createdAtMs + VISIT_MS;
      if (nowMs >= expiresAtMs) return move('failed', { failure: 'expired', expiresAtMs: null });
      const isNews = payment.state !== 'awaiting' || payment.dueAtMs !== expiresAtMs;
      const { payment: moved } = isNews ? await move('awaiting', { expiresAtMs, dueAtMs: expiresAtMs }) : { payment };
      return { payment: moved, location: moved.state === 'awaiting' ? answer.location : null };
    }
  }
}

export function cashierRequestOf(payment: Payment): CashierRequest {
  const { id, userId, login, amountMinor, moneyDigits, currency } = payment;
  return { paymentId: id, userId, login, amountMinor, moneyDigits, currency };
}
