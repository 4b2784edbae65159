import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Telemetry } from '../../lib/telemetry.ts';

/** What links in letters need from outside. */
export interface MailLinksDependencies {
  readonly expiring: ExpiringStore;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}
