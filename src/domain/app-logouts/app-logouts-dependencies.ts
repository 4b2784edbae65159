import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import type { OidcClients } from '../oidc-clients/oidc-clients.ts';
import type { LogoutOutboxStore } from './logout-outbox-store.ts';

/** What telling apps of log-outs needs from outside. */
export interface AppLogoutsDependencies {
  readonly outbox: LogoutOutboxStore;
  readonly oidcClients: Pick<OidcClients, 'list'>;
  readonly clock: Clock;
  readonly log: Logger;
}
