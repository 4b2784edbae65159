import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import { movePayment, type PaymentChange } from './move-payment.ts';
import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { settledWithdrawalStep } from './settle-withdrawal.ts';

/** What staff found out about the call whose answer was lost; `again`: it was not done, and is made again. */
export const SETTLE_OUTCOMES = ['done', 'not_done', 'again'] as const;

export type SettleOutcome = (typeof SETTLE_OUTCOMES)[number];

export interface StaffWord {
  readonly outcome: SettleOutcome;
  /** Kept with the payment, and logged. */
  readonly reason: string;
  readonly by: string;
}

/** Where a payment goes on. */
export interface SettledStep {
  readonly state: PaymentState;
  readonly change: PaymentChange;
}

/**
 * Believes staff, once.
 *
 * @returns The payment as it stands afterwards; a recovery goes on with it.
 * @throws `payment_unknown`, `payment_settled`
 */
export async function settleUnconfirmed(
  dependencies: PaymentsDependencies,
  { brokerName }: Broker,
  paymentId: string,
  { outcome, reason, by }: StaffWord,
): Promise<Payment> {
  const { store, clock, log } = dependencies;
  const payment = await store.find(brokerName, paymentId);
  if (!payment) throw new BridgeError('payment_unknown');
  if (payment.state !== 'unconfirmed') throw settledBefore(payment);
  const atMs = clock.nowMs();
  const { state, change } = settledStepOf(payment, outcome);
  const settlement = { outcome, reason, by, atMs };
  const moved = await movePayment(dependencies, payment, state, {
    pendingCall: null,
    dueAtMs: atMs,
    ...change,
    settlement,
  });
  if (!moved) throw settledBefore(payment);
  log.warn({ broker: brokerName, payment: paymentId, outcome, reason, by }, 'staff settled an unconfirmed payment');
  return moved;
}

function settledBefore({ id }: Payment): BridgeError {
  return new BridgeError('payment_settled', { detail: `payment ${id}` });
}

function settledStepOf(payment: Payment, outcome: SettleOutcome): SettledStep {
  return payment.kind === 'deposit' ? DEPOSIT_STEP[outcome] : settledWithdrawalStep(payment, outcome);
}

const DEPOSIT_STEP: Readonly<Record<SettleOutcome, SettledStep>> = {
  done: { state: 'credited', change: {} },
  not_done: { state: 'failed', change: { failure: 'refused', release: 'due' } },
  again: { state: 'authorised', change: {} },
};
