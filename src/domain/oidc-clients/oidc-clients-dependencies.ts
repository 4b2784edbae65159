import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { OidcClientStore } from './oidc-client-store.ts';

/** Which addresses a client may have, apart from https. */
export interface AddressRules {
  /** Whether those that the bridge itself calls have to be https and on the public internet. */
  readonly publicOnly: boolean;
  /** Of the simulator in sandbox mode: it may be http wherever it is. */
  readonly sandboxOrigin: string | null;
}

/** What the context of clients needs from outside. */
export interface OidcClientsDependencies {
  readonly store: OidcClientStore;
  readonly brokers: Pick<Brokers, 'refresh'>;
  readonly addressRules: AddressRules;
  readonly clock: Clock;
  readonly log: Logger;
}
