import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { Mail } from '../mail/mail.ts';
import type { ComposeMail, LinkToScreen } from '../mail/mail-backend.ts';
import type { IdentityBackend } from '../users/identity-backend.ts';
import type { Users } from '../users/users.ts';
import type { EmailChangeStore } from './email-change-store.ts';

/** What the context of email changes needs from outside. */
export interface EmailChangeDependencies {
  readonly store: EmailChangeStore;
  readonly brokers: Brokers;
  readonly users: Users;
  readonly identity: Pick<IdentityBackend, 'changeEmail' | 'findUserId'>;
  readonly mail: Pick<Mail, 'post'>;
  readonly composeMail: ComposeMail;
  readonly linkTo: LinkToScreen;
  readonly expiring: ExpiringStore;
  readonly createRateLimiter: CreateRateLimiter;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  /** Ends the links that were mailed to the old address for a forgotten password. */
  readonly revokeResetLinks: (brokerName: string, userId: string) => Promise<void>;
  /** Milliseconds that the platform's calls for one user can take together; longer than any of them hangs. */
  readonly platformLeaseMs: number;
}
