import type { ChangeActor } from '../domain/brokers/broker-snapshot.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { OidcClients } from '../domain/oidc-clients/oidc-clients.ts';

/** Of the domain, what documents are about. */
export interface TransferDomain {
  readonly brokers: Brokers;
  readonly oidcClients: OidcClients;
}

export interface ImportOptions {
  /** Production mode takes no examples. */
  readonly isProduction: boolean;
}

export interface ApplyOptions extends ImportOptions {
  readonly actor: ChangeActor;
}
