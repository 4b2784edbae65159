import { DEPOSIT_STEPS } from './deposit-steps.ts';
import { eventOfPayment } from './event-of-payment.ts';
import type { Payment, PaymentKind, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { WITHDRAWAL_STEPS } from './withdrawal-steps.ts';

const STEPS: Readonly<Record<PaymentKind, Readonly<Partial<Record<PaymentState, readonly PaymentState[]>>>>> = {
  deposit: DEPOSIT_STEPS,
  withdrawal: WITHDRAWAL_STEPS,
};

/** What may change of a payment beside its state. */
export type PaymentChange = Partial<
  Pick<
    Payment,
    | 'failure'
    | 'cashierReference'
    | 'release'
    | 'pendingCall'
    | 'attempts'
    | 'balanceHistoryId'
    | 'expiresAtMs'
    | 'settlement'
    | 'dueAtMs'
  >
>;

/**
 * Takes a payment one step on, in the records.
 *
 * @param payment - As it was read.
 * @returns The payment as it stands now; `undefined` when somebody else changed it since it was read.
 */
export async function movePayment(
  { store, events, clock, log }: Pick<PaymentsDependencies, 'store' | 'events' | 'clock' | 'log'>,
  payment: Payment,
  state: PaymentState,
  change: PaymentChange = {},
): Promise<Payment | undefined> {
  if (!STEPS[payment.kind][payment.state]?.includes(state)) {
    throw new Error(`A ${payment.kind} does not go from ${payment.state} to ${state}`);
  }
  const moved = { ...payment, ...change, state, revision: payment.revision + 1, updatedAtMs: clock.nowMs() };
  const event = eventOfPayment(events.newEvent, moved, payment.state);
  if (!(await store.replace(moved, payment, event))) return undefined;
  const line = {
    broker: moved.brokerName,
    payment: moved.id,
    kind: moved.kind,
    from: payment.state,
    state,
    attempts: moved.attempts,
    ...(moved.release === null ? {} : { release: moved.release }),
  };
  if (state === 'unconfirmed') log.warn(line, 'a payment is unconfirmed; compare with the platform');
  else log.info(line, 'payment');
  return moved;
}

/** @throws Error when it is gone; payments are never removed. */
export async function rereadPayment(
  { store }: Pick<PaymentsDependencies, 'store'>,
  { brokerName, id }: Payment,
): Promise<Payment> {
  const payment = await store.find(brokerName, id);
  if (!payment) throw new Error(`The payment ${id} is not there`);
  return payment;
}
