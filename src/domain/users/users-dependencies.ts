import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PasswordHasher } from '../../lib/password-hash.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { Events } from '../events/events.ts';
import type { Mail } from '../mail/mail.ts';
import type { IdentityBackend } from './identity-backend.ts';
import type { UserStore } from './user-store.ts';

/** What the context of users needs from outside. */
export interface UsersDependencies {
  readonly store: UserStore;
  readonly expiring: ExpiringStore;
  readonly identity: IdentityBackend;
  readonly mail: Pick<Mail, 'post'>;
  readonly events: Pick<Events, 'newEvent'>;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly createRateLimiter: CreateRateLimiter;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  /** Milliseconds that the platform's calls for one user can take together; longer than any of them hangs. */
  readonly platformLeaseMs: number;
}
