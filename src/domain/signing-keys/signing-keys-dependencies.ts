import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { SigningKeyStore } from './signing-key-store.ts';

/** What the context of signing keys needs from outside. */
export interface SigningKeysDependencies {
  readonly store: SigningKeyStore;
  /** They carry the revision that every change raises. */
  readonly brokers: Pick<Brokers, 'refresh'>;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly log: Logger;
}
