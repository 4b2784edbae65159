import type { DepositState, PaymentState } from './payment.ts';

/** Every step that a deposit may take. A `failed` one can still be authorised late, and its money released. */
export const DEPOSIT_STEPS: Readonly<Record<DepositState | 'failed' | 'unconfirmed', readonly PaymentState[]>> = {
  created: ['created', 'awaiting', 'authorised', 'failed'],
  awaiting: ['awaiting', 'authorised', 'failed'],
  authorised: ['crediting'],
  crediting: ['credited', 'failed', 'authorised', 'unconfirmed'],
  unconfirmed: ['crediting', 'credited', 'failed', 'authorised'],
  credited: [],
  failed: ['failed', 'authorised'],
};
