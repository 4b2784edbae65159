import type { EventType } from '../../lib/event-types.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { NewEvent } from '../events/events.ts';
import type { Payment, PaymentState } from './payment.ts';

/** The states that the broker's own systems hear of. */
const TYPES: Readonly<Partial<Record<PaymentState, EventType>>> = {
  credited: 'payment.credited',
  failed: 'payment.failed',
  unconfirmed: 'payment.unconfirmed',
  paid: 'payment.paid',
  returned: 'payment.returned',
};

/**
 * @param before - Where the payment stood; `undefined` for one that is new.
 * @returns What to tell; nothing of a state that it was in already, or that nobody waits for.
 */
export function eventOfPayment(
  newEvent: NewEvent,
  payment: Payment,
  before: PaymentState | undefined,
): BridgeEvent | undefined {
  const { id, kind, userId, login, amountMinor, moneyDigits, currency, state, failure } = payment;
  const type = before === undefined ? 'payment.created' : TYPES[state];
  if (type === undefined || before === state) return undefined;
  const money = { amountMinor, moneyDigits, currency };
  return newEvent(payment, type, id, { paymentId: id, kind, userId, login, ...money, state, failure });
}
