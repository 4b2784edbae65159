import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Events } from '../events/events.ts';
import type { AccountRequestStore } from './account-request-store.ts';
import type { TradingAccountStore } from './trading-account-store.ts';
import type { TradingBackend } from './trading-backend.ts';

/** What the context of trading needs from outside. */
export interface TradingDependencies {
  readonly store: TradingAccountStore;
  readonly requests: AccountRequestStore;
  readonly expiring: ExpiringStore;
  readonly platform: TradingBackend;
  readonly events: Pick<Events, 'newEvent'>;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly log: Logger;
  readonly createRateLimiter: CreateRateLimiter;
  /** Milliseconds that the platform's calls for one account can take together; longer than any of them hangs. */
  readonly platformLeaseMs: number;
}
