import type { PaymentState, WithdrawalState } from './payment.ts';

/** Every step that a withdrawal may take; `paid`, `returned` and `failed` are the end. */
export const WITHDRAWAL_STEPS: Readonly<Record<WithdrawalState | 'failed' | 'unconfirmed', readonly PaymentState[]>> = {
  requested: ['debiting', 'failed'],
  debiting: ['debited', 'failed', 'requested', 'unconfirmed'],
  debited: ['paying'],
  paying: ['paying', 'paid', 'returning'],
  returning: ['returned', 'returning', 'unconfirmed'],
  unconfirmed: ['unconfirmed', 'requested', 'debiting', 'debited', 'failed', 'returning', 'returned'],
  paid: [],
  returned: [],
  failed: [],
};
