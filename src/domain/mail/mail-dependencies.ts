import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { MailBackend } from './mail-backend.ts';
import type { MailOutboxStore } from './mail-outbox-store.ts';

/** What the context of mail needs from outside. */
export interface MailDependencies {
  readonly outbox: MailOutboxStore;
  readonly backend: MailBackend;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}
