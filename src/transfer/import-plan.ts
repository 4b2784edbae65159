import type { SettingChange } from '../lib/setting-changes.ts';

/** What an import would do. */
export interface ImportPlan {
  /** CRMs that are not there yet. */
  readonly crms: readonly string[];
  readonly create: readonly PlannedCreation[];
  /** White labels that are there and are set to something else. Secrets are not told. */
  readonly update: readonly PlannedUpdate[];
  /** Those that are set to just that. */
  readonly unchanged: readonly string[];
  /** With any of these, nothing is imported. */
  readonly faults: readonly ImportFault[];
}

export interface PlannedCreation {
  readonly brokerName: string;
  /** The secrets that will be made and shown once, by field. */
  readonly madeSecrets: readonly string[];
}

export interface PlannedUpdate {
  readonly brokerName: string;
  /** Of its clients as `clients.terminal.redirectUris`. */
  readonly changes: readonly SettingChange[];
}

export interface ImportFault {
  /** `null`: of the document as a whole. */
  readonly brokerName: string | null;
  readonly field: string;
  readonly reason: string;
}

/** What an import did. */
export interface ImportReport extends ImportPlan {
  /** Secrets that were made; they are not shown again. */
  readonly secrets: readonly MadeSecret[];
}

export interface MadeSecret {
  readonly brokerName: string;
  /** `platformPassword`, `payments.cashier.secret`, `clients.terminal.secret`. */
  readonly field: string;
  readonly secret: string;
}
