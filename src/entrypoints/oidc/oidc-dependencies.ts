import type { Access } from '../../domain/access/access.ts';
import type { Agreements } from '../../domain/agreements/agreements.ts';
import type { AppLogouts } from '../../domain/app-logouts/app-logouts.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import type { OidcClients } from '../../domain/oidc-clients/oidc-clients.ts';
import type { SigningKeys } from '../../domain/signing-keys/signing-keys.ts';
import type { Trading } from '../../domain/trading/trading.ts';
import type { Users } from '../../domain/users/users.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import type { Logger } from '../../lib/logger.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import type { Telemetry } from '../../lib/telemetry.ts';
import type { IssuerPages } from './issuer-pages.ts';

/** What the issuers need from outside. */
export interface OidcDependencies {
  readonly brokers: Brokers;
  readonly users: Users;
  readonly access: Access;
  readonly agreements: Agreements;
  readonly trading: Trading;
  readonly oidcClients: OidcClients;
  readonly signingKeys: SigningKeys;
  readonly appLogouts: AppLogouts;
  readonly pages: IssuerPages;
  /** For addresses that clients gave us: their keys, and where they are told of log-outs. */
  readonly webFetch: typeof fetch;
  /** The languages that our screens speak. */
  readonly languages: readonly string[];
  readonly publicUrl: string;
  readonly createRateLimiter: CreateRateLimiter;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}
