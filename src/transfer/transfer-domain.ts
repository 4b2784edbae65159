import type { ChangeActor } from '../domain/brokers/broker-snapshot.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { OidcClients } from '../domain/oidc-clients/oidc-clients.ts';
import type { ImportedPart, ImportPlan } from './import-plan.ts';

/** Of the domain, what documents are about. */
export interface TransferDomain {
  readonly brokers: Brokers;
  readonly oidcClients: OidcClients;
}

export interface ImportOptions {
  /** Production mode takes no examples. */
  readonly isProduction: boolean;
}

export interface ApplyOptions extends ImportOptions, FollowOptions {
  readonly actor: ChangeActor;
}

export interface FollowOptions {
  /** What was looked at: with any other difference nothing is imported. */
  readonly expected?: ImportPlan;
  /** Is waited for before anything else is done. */
  readonly onDone?: (done: ImportedPart) => Promise<void>;
}
