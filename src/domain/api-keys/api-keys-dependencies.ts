import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { NewEvent } from '../events/events.ts';
import type { ApiKeyEnvironment } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';

/** What the context of API keys needs from outside. */
export interface ApiKeysDependencies {
  readonly store: ApiKeyStore;
  /** Whom a key of a CRM is for. */
  readonly brokers: Pick<Brokers, 'list'>;
  readonly newEvent: NewEvent;
  /** Remembers signatures that were used. */
  readonly expiring: ExpiringStore;
  readonly keyRing: KeyRing;
  /** Of the bridge; no key of the other one works here. */
  readonly environment: ApiKeyEnvironment;
  readonly clock: Clock;
  readonly log: Logger;
}
