import type { Logger } from '../../lib/logger.ts';
import type { CashierBackend, CashierName } from './cashier-backend.ts';
import type { Payment } from './payment.ts';

/**
 * Stands in for a cashier that the white label has no more: nobody is told anything, for the one of now knows nothing of
 * the payment. Putting the setting back goes on with it.
 */
export function changedCashier(log: Logger, name: CashierName, { brokerName, id, cashier }: Payment): CashierBackend {
  const line = { broker: brokerName, payment: id, cashier };
  return {
    name,
    authorise: async () => ({ outcome: 'redirect', location: null }),
    async release() {
      log.error(line, 'a cashier that was changed still holds money of a trader');
      return 'by_hand';
    },
    async payOut() {
      log.error(line, 'the cashier of a withdrawal was changed; put it back, or pay it out by hand and settle it');
      return { outcome: 'pending' };
    },
  };
}
