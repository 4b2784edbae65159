import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Events } from '../events/events.ts';
import type { KycStore } from './kyc-store.ts';

/** What the context of KYC needs from outside. */
export interface KycDependencies {
  readonly store: KycStore;
  readonly events: Pick<Events, 'newEvent'>;
  readonly keyRing: KeyRing;
  readonly createRateLimiter: CreateRateLimiter;
  readonly clock: Clock;
  readonly log: Logger;
}
