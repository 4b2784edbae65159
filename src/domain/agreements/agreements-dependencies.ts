import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { NewEvent } from '../events/events.ts';
import type { IdentityBackend } from '../users/identity-backend.ts';
import type { SignatureStore } from './signature-store.ts';

/** What the context of agreements needs from outside. */
export interface AgreementsDependencies {
  readonly store: SignatureStore;
  readonly brokers: Pick<Brokers, 'get' | 'update' | 'refresh'>;
  readonly newEvent: NewEvent;
  readonly identity: Pick<IdentityBackend, 'acceptAgreement'>;
  readonly clock: Clock;
  readonly log: Logger;
}
