import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** Every step that a payment may take; `credited` and `failed` are the end. */
const STEPS: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['created', 'authorised', 'failed'],
  authorised: ['crediting'],
  crediting: ['credited', 'failed', 'authorised', 'unconfirmed'],
  unconfirmed: ['crediting', 'credited', 'failed'],
  credited: [],
  failed: [],
};

export type PaymentChange = Partial<
  Pick<Payment, 'failure' | 'cashierReference' | 'attempts' | 'balanceHistoryId' | 'dueAtMs'>
>;

/**
 * Takes a payment one step on, in the records.
 *
 * @param payment - As it was read.
 * @returns The payment as it stands now; `undefined` when somebody else changed it since it was read.
 */
export async function movePayment(
  { store, clock, log }: PaymentsDependencies,
  payment: Payment,
  state: PaymentState,
  change: PaymentChange = {},
): Promise<Payment | undefined> {
  if (!STEPS[payment.state].includes(state)) throw new Error(`A payment does not go from ${payment.state} to ${state}`);
  const moved = { ...payment, ...change, state, revision: payment.revision + 1, updatedAtMs: clock.nowMs() };
  if (!(await store.replace(moved, payment))) return undefined;
  const line = { broker: moved.brokerName, payment: moved.id, from: payment.state, state, attempts: moved.attempts };
  if (state === 'unconfirmed') log.warn(line, 'a payment is unconfirmed; compare with the platform');
  else log.info(line, 'payment');
  return moved;
}

/** @throws Error when it is gone; payments are never removed. */
export async function rereadPayment({ store }: PaymentsDependencies, { brokerName, id }: Payment): Promise<Payment> {
  const payment = await store.find(brokerName, id);
  if (!payment) throw new Error(`The payment ${id} is not there`);
  return payment;
}
