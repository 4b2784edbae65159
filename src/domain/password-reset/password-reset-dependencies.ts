import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { Access } from '../access/access.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { Mail } from '../mail/mail.ts';
import type { ComposeMail, LinkToScreen } from '../mail/mail-backend.ts';
import type { Users } from '../users/users.ts';

/** What the context of password resets needs from outside. */
export interface PasswordResetDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly access: Access;
  readonly mail: Mail;
  readonly composeMail: ComposeMail;
  readonly linkTo: LinkToScreen;
  readonly expiring: ExpiringStore;
  readonly createRateLimiter: CreateRateLimiter;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}
