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

/** What an import has done, told as soon as it is. */
export type ImportedPart = { readonly kind: 'crm'; readonly brokerCrmName: string } | ImportedWhiteLabel;

export interface ImportedWhiteLabel {
  readonly kind: 'white-label';
  readonly brokerName: string;
  readonly isNew: boolean;
  /** Of its clients too. Of a new one only those: all else of it is new. */
  readonly changes: readonly SettingChange[];
  readonly secrets: readonly MadeSecret[];
  /** `false` where it broke off half-way. */
  readonly isWhole: boolean;
}

/** Whether both would do the same. */
export function isSameDifference(one: ImportPlan, other: ImportPlan): boolean {
  return differenceOf(one) === differenceOf(other);
}

/** @returns The same text for the same difference. */
export function differenceOf({ crms, create, update }: ImportPlan): string {
  return JSON.stringify([crms, create, update]);
}
