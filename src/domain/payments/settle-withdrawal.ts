import type { Broker } from '../brokers/broker.ts';
import { isCashierOfNow } from './cashier-id.ts';
import type { PaymentStep } from './change-balance.ts';
import type { Payment } from './payment.ts';

/** What staff found out about the call whose answer was lost; `again`: it was not done, and is made again. */
type Finding = 'done' | 'not_done' | 'again';

/**
 * Where a withdrawal goes on when staff found out about its debit, about the return of what nobody paid out, or about the
 * payout of a cashier that was changed. One that was debited is paid out, and one that was not returned is returned, by the
 * next recovery.
 *
 * @returns Nothing where staff have nothing to say.
 */
export function settledWithdrawalStep(
  broker: Broker,
  { state, pendingCall, cashier }: Payment,
  finding: Finding,
): PaymentStep | undefined {
  const isLeft = state === 'paying' && pendingCall === null && !isCashierOfNow(broker, cashier);
  if (isLeft) return PAYOUT_STEP[finding];
  if (state !== 'unconfirmed') return undefined;
  // What was taken has to be given back, so that `not_done` means `again`.
  if (pendingCall === 'return') return { state: finding === 'done' ? 'returned' : 'returning', change: {} };
  return DEBIT_STEP[finding];
}

const PAYOUT_STEP: Readonly<Partial<Record<Finding, PaymentStep>>> = {
  done: { state: 'paid', change: {} },
  not_done: { state: 'returning', change: { failure: 'declined' } },
};

const DEBIT_STEP: Readonly<Record<Finding, PaymentStep>> = {
  done: { state: 'debited', change: {} },
  not_done: { state: 'failed', change: { failure: 'unavailable' } },
  again: { state: 'requested', change: {} },
};
