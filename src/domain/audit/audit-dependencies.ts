import type { Clock } from '../../lib/clock.ts';
import type { AuditStore } from './audit-store.ts';

/** What the change log needs from outside. */
export interface AuditDependencies {
  readonly store: AuditStore;
  readonly clock: Clock;
}
