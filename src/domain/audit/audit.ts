/**
 * Who changed what in the bridge.
 *
 * Owns the change log: one append-only chain of hashes a white label, and one for the bridge as a whole. Does not own what
 * is changed, nor who read personal data (`privacy-log`). Invariants: entries have no gaps; a removed, altered or reordered
 * one is found by `verify`; no secret is ever in one.
 */
import type { AuditEntry, AuditFilter, AuditNote } from './audit-entry.ts';

export interface Audit {
  record(note: AuditNote): Promise<AuditEntry>;
  /** Newest first. @param brokerName - `null` is the bridge's own chain. @param before - A sequence; entries below it. */
  list(
    brokerName: string | null,
    filter: AuditFilter,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly AuditEntry[]>;
  /** Oldest first, all that fit the filter, in pieces so that memory stays small. */
  stream(brokerName: string | null, filter: AuditFilter): AsyncIterable<AuditEntry>;
  verify(brokerName: string | null): Promise<AuditVerification>;
}

export type AuditVerification =
  | { readonly kind: 'intact'; readonly entries: number; readonly lastHash: string | null }
  | { readonly kind: 'broken'; readonly sequence: number; readonly reason: string };
