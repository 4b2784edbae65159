import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { Payments } from '../../domain/payments/payments.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';

export interface CashierDependencies {
  readonly brokers: Brokers;
  readonly payments: Payments;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
}
