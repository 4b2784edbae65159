import type { AddressRules } from '../../lib/called-address.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { OidcClientStore } from './oidc-client-store.ts';

/** What the context of clients needs from outside. */
export interface OidcClientsDependencies {
  readonly store: OidcClientStore;
  readonly brokers: Pick<Brokers, 'refresh'>;
  readonly addressRules: AddressRules;
  readonly clock: Clock;
  readonly log: Logger;
}
