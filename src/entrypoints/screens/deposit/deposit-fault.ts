import type { Payment, PaymentFailure } from '../../../domain/payments/payment.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';

/** @returns What is to be said of a deposit; `undefined` when it is credited, or still at the cashier. */
export function depositFaultOf({ state, failure }: Payment): ErrorCode | undefined {
  switch (state) {
    case 'credited':
    case 'created':
    case 'awaiting':
      return undefined;
    case 'failed':
      return FAILURES[failure ?? 'refused'];
    case 'unconfirmed':
      return 'deposit_unconfirmed';
    default:
      return 'deposit_pending';
  }
}

const FAILURES = {
  declined: 'deposit_declined',
  refused: 'deposit_refused',
  expired: 'deposit_expired',
  unavailable: 'deposit_refused',
} as const satisfies Record<PaymentFailure, ErrorCode>;
