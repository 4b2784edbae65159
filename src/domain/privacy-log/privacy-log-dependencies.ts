import type { Clock } from '../../lib/clock.ts';
import type { PrivacyLogStore } from './privacy-log-store.ts';

/** What the context of the privacy log needs from outside. */
export interface PrivacyLogDependencies {
  readonly store: PrivacyLogStore;
  readonly clock: Clock;
}
