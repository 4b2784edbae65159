import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { PasswordHasher } from '../../lib/password-hash.ts';
import type { BrokerStore } from './broker-store.ts';

/** What the context of brokers needs from outside. */
export interface BrokersDependencies {
  readonly store: BrokerStore;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly hasher: PasswordHasher;
  readonly log: Logger;
  /** Whether addresses have to be https and public, as production mode demands; not when left out. */
  readonly publicOnly?: boolean;
  /** The host name of the bridge itself, at which all white labels are; none when left out. */
  readonly ownHost?: string;
}
