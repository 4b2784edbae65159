import { createHash } from 'node:crypto';
import type { Broker } from '../brokers/broker.ts';

/**
 * Which cashier a white label has, kept with every payment: `sandbox`, or `redirect:` and a mark of its addresses, so that
 * after a change another one is not taken for it. A new secret is still the same cashier.
 */
export function cashierIdOf({ payments }: Broker): string {
  const { cashier } = payments;
  if (cashier.kind !== 'redirect') return cashier.kind;
  const addresses = JSON.stringify([cashier.template, cashier.payoutUrl]);
  return `redirect:${createHash('sha256').update(addresses).digest('hex').slice(0, 16)}`;
}

/** The name of the backend that speaks to a payment's cashier. */
export function cashierKindOf(cashierId: string): string {
  return cashierId.split(':', 1)[0] ?? '';
}

/** Whether a payment's cashier is the one that the white label has now. */
export function isCashierOfNow(broker: Broker, cashierId: string): boolean {
  // Payments of older versions say no more than the kind.
  return cashierId === cashierIdOf(broker) || cashierId === broker.payments.cashier.kind;
}
