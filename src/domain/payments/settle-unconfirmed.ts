import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import { movePayment, type PaymentChange } from './move-payment.ts';
import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { settledWithdrawalStep } from './settle-withdrawal.ts';

/**
 * What staff found out about the call whose answer was lost, or at the cashier about a payment that it does not speak of; or
 * that they gave back by hand what has to be. `again`: it was not done, and is made again.
 */
export const SETTLE_OUTCOMES = ['done', 'not_done', 'again'] as const;

export type SettleOutcome = (typeof SETTLE_OUTCOMES)[number];

export interface StaffWord {
  readonly outcome: SettleOutcome;
  /** Kept with the payment, and logged. */
  readonly reason: string;
  readonly by: string;
  /** Of the payment as they saw it; `null` where any will do. What was made again since is another question. */
  readonly expectedRevision?: number | null;
}

/** What would follow if staff said so. */
export interface SettleChoice {
  readonly outcome: SettleOutcome;
  readonly state: PaymentState;
  /** Whether the cashier gives the money back. */
  readonly givesBack: boolean;
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
 * @throws `payment_unknown`, `payment_settled`, `precondition_failed`
 */
export async function settleUnconfirmed(
  dependencies: PaymentsDependencies,
  broker: Broker,
  paymentId: string,
  { outcome, reason, by, expectedRevision = null }: StaffWord,
): Promise<Payment> {
  const { store, clock, log } = dependencies;
  const { brokerName } = broker;
  const payment = await store.find(brokerName, paymentId);
  if (!payment) throw new BridgeError('payment_unknown');
  const step = settledStepOf(broker, payment, outcome);
  if (!step) throw settledBefore(payment);
  if (expectedRevision !== null && expectedRevision !== payment.revision) throw new BridgeError('precondition_failed');
  const { state, change } = step;
  const atMs = clock.nowMs();
  const settlement = { outcome, reason, by, atMs };
  const moved = await movePayment(dependencies, payment, state, {
    pendingCall: null,
    dueAtMs: atMs,
    ...change,
    settlement,
  });
  if (!moved) throw settledBefore(payment);
  log.warn({ broker: brokerName, payment: paymentId, outcome, reason, by }, 'staff settled a payment');
  return moved;
}

function settledBefore({ id }: Payment): BridgeError {
  return new BridgeError('payment_settled', { detail: `payment ${id}` });
}

/** @returns What staff can say of the payment as it stands, and where it would go on; empty where they have nothing to say. */
export function listSettleOutcomes(broker: Broker, payment: Payment): SettleChoice[] {
  return SETTLE_OUTCOMES.flatMap((outcome) => {
    const step = settledStepOf(broker, payment, outcome);
    return step ? [{ outcome, state: step.state, givesBack: step.change.release === 'due' }] : [];
  });
}

/** @returns Nothing where staff have nothing to say. */
function settledStepOf(broker: Broker, payment: Payment, outcome: SettleOutcome): SettledStep | undefined {
  const { kind, state, failure, release } = payment;
  if (release === 'by_hand') return outcome === 'done' ? GIVEN_BACK : undefined;
  if (kind === 'withdrawal') return settledWithdrawalStep(broker, payment, outcome);
  if (state === 'unconfirmed') return DEPOSIT_STEP[outcome];
  const isUnheard = state === 'awaiting' || (state === 'failed' && failure === 'expired');
  return isUnheard ? UNHEARD_STEP[outcome] : undefined;
}

/** Nobody could be told to give the money back, until staff did. */
const GIVEN_BACK: SettledStep = { state: 'failed', change: { release: 'done' } };

/** The cashier never said what became of it; what it took is credited by the next recovery. */
const UNHEARD_STEP: Readonly<Partial<Record<SettleOutcome, SettledStep>>> = {
  done: { state: 'authorised', change: { failure: null, expiresAtMs: null } },
  not_done: { state: 'failed', change: { failure: 'declined', expiresAtMs: null } },
};

const DEPOSIT_STEP: Readonly<Record<SettleOutcome, SettledStep>> = {
  done: { state: 'credited', change: {} },
  not_done: { state: 'failed', change: { failure: 'refused', release: 'due' } },
  again: { state: 'authorised', change: {} },
};
