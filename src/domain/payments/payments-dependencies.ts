import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { TradingBackend } from '../trading/trading-backend.ts';
import type { CashierBackend } from './cashier-backend.ts';
import type { PaymentStore } from './payment-store.ts';

/** What the context of payments needs from outside. */
export interface PaymentsDependencies {
  readonly store: PaymentStore;
  readonly brokers: Brokers;
  readonly platform: Pick<TradingBackend, 'changeBalance'>;
  /** `null` where deposits are not set up. */
  readonly cashier: CashierBackend | null;
  readonly clock: Clock;
  readonly log: Logger;
  /** Longer than any step of a payment takes; afterwards whoever did it is taken for dead. */
  readonly leaseMs: number;
}
