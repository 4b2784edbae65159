import type { Payment } from '../domain/payments/payment.ts';
import { toDecimalText } from '../lib/money.ts';

/** A payment as people and programs read it. */
export function shownPayment(payment: Payment) {
  const { amountMinor, moneyDigits, createdAtMs, updatedAtMs, dueAtMs, expiresAtMs, settlement, ...rest } = payment;
  return {
    ...rest,
    amount: toDecimalText(amountMinor, moneyDigits),
    createdAt: isoOf(createdAtMs),
    updatedAt: isoOf(updatedAtMs),
    dueAt: isoOf(dueAtMs),
    expiresAt: expiresAtMs === null ? null : isoOf(expiresAtMs),
    settlement: settlement && { ...settlement, at: isoOf(settlement.atMs), atMs: undefined },
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
