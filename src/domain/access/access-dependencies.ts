import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { AppLogouts } from '../app-logouts/app-logouts.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { OidcClients } from '../oidc-clients/oidc-clients.ts';
import type { IdentityBackend } from '../users/identity-backend.ts';
import type { Users } from '../users/users.ts';

/** What the context of access needs from outside. */
export interface AccessDependencies {
  readonly expiring: ExpiringStore;
  readonly brokers: Brokers;
  readonly users: Users;
  readonly appLogouts: Pick<AppLogouts, 'post'>;
  readonly oidcClients: Pick<OidcClients, 'get'>;
  readonly identity: Pick<IdentityBackend, 'logOut'>;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}
