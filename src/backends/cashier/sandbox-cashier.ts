/**
 * A cashier that moves no money: for trying things out, and never in production mode.
 *
 * It declines every amount whose two last digits in minor units are 13, such as 250.13, and authorises all others.
 */
import type { CashierBackend } from '../../domain/payments/cashier-backend.ts';

export function createSandboxCashier(): CashierBackend {
  return {
    name: 'sandbox',
    async authorise({ paymentId, amountMinor }) {
      if (amountMinor % 100 === 13) return { outcome: 'declined' };
      return { outcome: 'authorised', reference: `sandbox-${paymentId}` };
    },
  };
}
