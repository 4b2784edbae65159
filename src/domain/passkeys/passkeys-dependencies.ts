import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PasskeyStore } from './passkey-store.ts';

/** What passkeys need from outside. */
export interface PasskeysDependencies {
  readonly store: PasskeyStore;
  readonly expiring: ExpiringStore;
  /** Where browsers reach the bridge. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
}
