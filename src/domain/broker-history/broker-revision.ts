import type { SettingChange } from '../../lib/setting-changes.ts';
import type { BrokerSnapshot, ChangeActor } from '../brokers/broker-snapshot.ts';

/** That a white label was changed. */
export interface BrokerRevision {
  /** Of the white label; larger than those before, with gaps. */
  readonly revision: number;
  readonly atMs: number;
  readonly actor: ChangeActor;
  /** The fields that are others since the revision before, by dotted path. Empty for the first one. */
  readonly changed: readonly string[];
  /** Those of them of which nothing else is kept: secrets, clients (`clients.terminal`), signing keys. */
  readonly untold: readonly string[];
}

/** With what the white label was set to from then on. */
export interface KeptBrokerRevision extends BrokerRevision {
  readonly snapshot: BrokerSnapshot;
}

/** A field that cannot be set back. */
export interface UndoConflict {
  readonly field: string;
  /** `changed-later`: it has another value again. `needs-secret`: what it was needs a secret that is not kept. */
  readonly reason: 'changed-later' | 'needs-secret';
}

/** What taking a revision back would do. */
export interface UndoPreview {
  /** From what is set now to what would be. */
  readonly changes: readonly SettingChange[];
  /** With any of these it is refused. */
  readonly conflicts: readonly UndoConflict[];
  /** What that revision changed and stays: secrets, clients, signing keys, sessions that were ended. */
  readonly kept: readonly string[];
}

export interface RevisionPage {
  /** Those below this revision. */
  readonly before?: number | undefined;
  /** 1 to 200. */
  readonly limit: number;
}
