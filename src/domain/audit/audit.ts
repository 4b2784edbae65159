/**
 * Who changed what in the bridge.
 *
 * Owns the change log: one append-only chain of hashes a white label, and one for the bridge as a whole; and how two states
 * of a thing are told as changes. Does not own what is changed, nor who read personal data (`privacy-log`). Invariants:
 * entries have no gaps; a removed, altered or reordered one is found by `verify`; the head, kept apart, moves in the
 * transaction that writes the entries; no secret is ever in one.
 */
import type { ExportFormat } from '../../lib/export-lines.ts';
import { gatherAppends } from '../../lib/gather-appends.ts';
import type { ChainHead } from '../../lib/hash-chain.ts';
import { newRecordId } from '../../lib/ids.ts';
import { readChain, verifyStoredChain } from '../../lib/stored-chain.ts';
import type { ChainReport } from '../../lib/verify-chain.ts';
import { auditContent, auditGenesis, linkEntries } from './audit-chain.ts';
import type { AuditDependencies } from './audit-dependencies.ts';
import type { AuditChange, AuditEntry, AuditEntryContent, AuditFilter, AuditNote } from './audit-entry.ts';
import type { AuditPage } from './audit-store.ts';
import type { AuditVerification } from './audit-verification.ts';
import { type ChangesOptions, changesBetween } from './changes-between.ts';
import { cleanNote } from './clean-note.ts';
import { exportedLines } from './exported-lines.ts';

export { changesBetween };

export interface Audit {
  /**
   * Adds an entry to the chain that its `brokerName` names. What looks like a secret is masked, and a long text is cut.
   *
   * @throws `broker_unknown`, `store_unavailable`
   */
  record(note: AuditNote): Promise<AuditEntry>;
  /** What differs between two states of a thing, as a note says it; needs no store. */
  changesBetween(before: unknown, after: unknown, options?: ChangesOptions): AuditChange[];
  /** Newest first. @param brokerName - `null` is the bridge's own chain. @param page - `before` is a sequence; entries below it. */
  list(brokerName: string | null, filter: AuditFilter, page: AuditPage): Promise<readonly AuditEntry[]>;
  /** Oldest first, all that fit the filter, in pieces so that memory stays small. Works where nothing may be written. */
  stream(brokerName: string | null, filter: AuditFilter): AsyncIterable<AuditEntry>;
  /** What `stream` gives, as text: lines of JSON, or CSV with a heading. Works where nothing may be written. */
  exportLines(brokerName: string | null, filter: AuditFilter, format: ExportFormat): AsyncIterable<string>;
  /**
   * Walks the whole chain and says what is wrong first. Works where nothing may be written.
   *
   * @param expected - An entry that was written down earlier. Finds a chain that was written anew, or cut with its head.
   */
  verify(brokerName: string | null, expected?: ChainHead): Promise<AuditVerification>;
}

export function createAudit({ store, clock }: AuditDependencies): Audit {
  const append = gatherAppends(async (owner: string, contents: readonly AuditEntryContent[]) => {
    const brokerName = owner === BRIDGE ? null : owner;
    let entries: readonly AuditEntry[] = [];
    await store.append(brokerName, auditGenesis(brokerName), (head) => {
      entries = linkEntries(head, contents);
      return entries;
    });
    return entries;
  });
  const stream = (brokerName: string | null, filter: AuditFilter) =>
    readChain((span) => store.read(brokerName, filter, span));

  return {
    async record(note) {
      const atMs = clock.nowMs();
      const [entry] = await append(note.brokerName ?? BRIDGE, [{ ...cleanNote(note), id: newRecordId(atMs), atMs }]);
      if (!entry) throw new Error('An append of one entry wrote none');
      return entry;
    },
    changesBetween,
    list: (brokerName, filter, page) => store.list(brokerName, filter, page),
    stream,
    exportLines: (brokerName, filter, format) => exportedLines(stream(brokerName, filter), format),
    async verify(brokerName, expected) {
      const report = await verifyStoredChain<AuditEntry>({
        genesis: auditGenesis(brokerName),
        findEnd: () => store.findEnd(brokerName),
        read: (span) => store.read(brokerName, {}, span),
        contentOf: auditContent,
        expected,
      });
      return toVerification(report);
    },
  };
}

/** The line of appends to the bridge's own chain; no white label has that name. */
const BRIDGE = '';

function toVerification({ count, head, fault }: ChainReport): AuditVerification {
  if (fault) return { kind: 'broken', entries: count, sequence: fault.sequence, reason: fault.kind, head };
  return { kind: 'intact', entries: count, lastHash: count === 0 ? null : head.hash, head };
}
