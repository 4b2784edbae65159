/**
 * A cashier that moves no money: for trying things out, and never in production mode. What it does is in the two last
 * digits of an amount in minor units, see `docs/payments.md`.
 */
import type { CashierBackend } from '../../domain/payments/cashier-backend.ts';

const DECLINES = 13;
const WANTS_SECOND_STEP = 17;
const NEVER_ANSWERS = 19;

export function createSandboxCashier(): CashierBackend {
  return {
    name: 'sandbox',
    async authorise(_broker, { paymentId, amountMinor, visit }) {
      switch (amountMinor % 100) {
        case DECLINES:
          return { outcome: 'declined' };
        case WANTS_SECOND_STEP:
          return { outcome: 'redirect', location: visit?.secondStepUrl ?? null };
        case NEVER_ANSWERS:
          return { outcome: 'pending' };
        default:
          return { outcome: 'authorised', reference: `sandbox-${paymentId}` };
      }
    },
    release: async () => 'released',
    async payOut(_broker, { paymentId, amountMinor }) {
      switch (amountMinor % 100) {
        case DECLINES:
          return { outcome: 'refused' };
        case NEVER_ANSWERS:
          return { outcome: 'pending' };
        default:
          return { outcome: 'paid', reference: `sandbox-${paymentId}` };
      }
    },
  };
}
