import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { Events } from '../events/events.ts';
import type { TradingBackend } from '../trading/trading-backend.ts';
import type { CashierBackend, CashierName } from './cashier-backend.ts';
import { cashierKindOf, isCashierOfNow } from './cashier-id.ts';
import { changedCashier } from './changed-cashier.ts';
import type { Payment } from './payment.ts';
import type { PaymentStore } from './payment-store.ts';

/** What the context of payments needs from outside. */
export interface PaymentsDependencies {
  readonly store: PaymentStore;
  readonly brokers: Brokers;
  readonly platform: Pick<TradingBackend, 'changeBalance'>;
  readonly cashiers: Cashiers;
  readonly events: Pick<Events, 'newEvent'>;
  readonly clock: Clock;
  readonly createRateLimiter: CreateRateLimiter;
  readonly log: Logger;
  /** Longer than any step of a payment takes; afterwards whoever did it is taken for dead. */
  readonly leaseMs: number;
}

/** Those that are there; production mode has no `sandbox`. */
export type Cashiers = Readonly<Partial<Record<CashierName, CashierBackend>>>;

/** @returns The cashier for new payments of a white label; `undefined` where payments are not set up. */
export function cashierOf(cashiers: Cashiers, { payments }: Broker): CashierBackend | undefined {
  return payments.cashier.kind === 'off' ? undefined : cashiers[payments.cashier.kind];
}

/** @returns Who goes on with a payment; `undefined` when it is not there. */
export function cashierFor(
  { cashiers, log }: Pick<PaymentsDependencies, 'cashiers' | 'log'>,
  broker: Broker,
  payment: Payment,
): CashierBackend | undefined {
  const kind = cashierKindOf(payment.cashier);
  const cashier = Object.values(cashiers).find(({ name }) => name === kind);
  // The sandbox's moves no money, and is the same one everywhere.
  if (!cashier || cashier.name === 'sandbox' || isCashierOfNow(broker, payment.cashier)) return cashier;
  return changedCashier(log, cashier.name, payment);
}
