import type { WithdrawalStep } from './change-withdrawal-balance.ts';
import type { Payment } from './payment.ts';

/** What staff found out about the call whose answer was lost; `again`: it was not done, and is made again. */
type Finding = 'done' | 'not_done' | 'again';

/**
 * Where a withdrawal goes on when staff found out about its debit, or about the return of what nobody paid out. One that
 * was debited is paid out, and one that was not returned is returned, by the next recovery.
 */
export function settledWithdrawalStep({ pendingCall }: Payment, finding: Finding): WithdrawalStep {
  // What was taken has to be given back, so that `not_done` means `again`.
  if (pendingCall === 'return') return { state: finding === 'done' ? 'returned' : 'returning', change: {} };
  return DEBIT_STEP[finding];
}

const DEBIT_STEP: Readonly<Record<Finding, WithdrawalStep>> = {
  done: { state: 'debited', change: {} },
  not_done: { state: 'failed', change: { failure: 'unavailable' } },
  again: { state: 'requested', change: {} },
};
