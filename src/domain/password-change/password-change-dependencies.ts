import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Access } from '../access/access.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { Mail } from '../mail/mail.ts';
import type { ComposeMail } from '../mail/mail-backend.ts';
import type { Users } from '../users/users.ts';

/** What the context of password changes needs from outside. */
export interface PasswordChangeDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly access: Access;
  readonly mail: Pick<Mail, 'post'>;
  readonly composeMail: ComposeMail;
  readonly expiring: ExpiringStore;
  readonly log: Logger;
  /** Ends the links that were mailed for a forgotten password. */
  readonly revokeResetLinks: (brokerName: string, userId: string) => Promise<void>;
}
