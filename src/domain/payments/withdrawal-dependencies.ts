import type { RateLimiter } from '../../lib/rate-limiter.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** What withdrawals need beside what all payments need. */
export interface WithdrawalDependencies extends PaymentsDependencies {
  /** Of new withdrawals, by user. */
  readonly perUser: RateLimiter;
  /** Whether the bridge stops, so that nothing more may be sent. */
  isStopping(): boolean;
}
