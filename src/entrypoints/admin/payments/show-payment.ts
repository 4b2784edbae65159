import type { KeptEvent } from '../../../domain/events/bridge-event.ts';
import type { Payment } from '../../../domain/payments/payment.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import { toDecimalText } from '../../../lib/money.ts';

/** What of a payment is personal. */
export const PAYMENT_FIELDS = ['amount', 'account', 'state'];

export function showPayment(payment: Payment) {
  const { id, brokerName, kind, userId, login, amountMinor, moneyDigits, currency, state, failure } = payment;
  const { release, cashierReference, createdAtMs, updatedAtMs } = payment;
  return {
    ...{ id, brokerName, kind, userId, login, amount: toDecimalText(amountMinor, moneyDigits), currency, state },
    ...{ failure, release, cashierReference },
    createdAt: toRfc3339(createdAtMs),
    updatedAt: toRfc3339(updatedAtMs),
  };
}

export function showWholePayment(payment: Payment) {
  const { cashier, pendingCall, attempts, balanceHistoryId, expiresAtMs, settlement, revision } = payment;
  const { atMs = 0, ...said } = settlement ?? {};
  return {
    ...showPayment(payment),
    ...{ cashier, pendingCall, attempts, balanceHistoryId, revision },
    expiresAt: expiresAtMs === null ? null : toRfc3339(expiresAtMs),
    settlement: settlement && { ...said, at: toRfc3339(atMs) },
  };
}

/** What is left out of a settlement's note: whose money it was, and how much. */
export function showSettled({ id, brokerName, state, release, revision }: Payment) {
  return { id, brokerName, state, release, revision };
}

export function showEvent({ id, type, data, createdAtMs }: KeptEvent) {
  const { state = null, failure = null } = data;
  return { id, type, state, failure, at: toRfc3339(createdAtMs) };
}
