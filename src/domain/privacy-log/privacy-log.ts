/**
 * Who looked at which person's data, through the broker API or in the console, when, and why.
 *
 * Owns the log of each white label and the form in which callers say who they are and why they ask. Does not own the
 * persons, nor what was read of them: an entry names fields, never what they hold.
 * Invariants: a log is only ever appended to; each entry carries the hash of the one before, from a genesis that is bound
 * to the white label; the head, kept apart, moves in the transaction that writes the entries.
 */

import type { ExportFormat } from '../../lib/export-lines.ts';
import { gatherAppends } from '../../lib/gather-appends.ts';
import type { ChainHead } from '../../lib/hash-chain.ts';
import { readChain } from '../../lib/stored-chain.ts';
import type { ChainReport } from '../../lib/verify-chain.ts';
import type { Broker } from '../brokers/broker.ts';
import { exportedLines } from './exported-lines.ts';
import { type PresentedPurpose, parsePurpose } from './parse-purpose.ts';
import { linkEntries, privacyGenesis } from './privacy-chain.ts';
import type { AccessPurpose, PrivacyAccess, PrivacyEntry, PrivacyEntryContent } from './privacy-entry.ts';
import type { PrivacyLogDependencies } from './privacy-log-dependencies.ts';
import type { PrivacyFilter, PrivacySelection } from './privacy-log-store.ts';
import { recordAccess } from './record-access.ts';
import { verifyLog } from './verify-log.ts';

/** Whose log it is. */
export type LogOwner = Pick<Broker, 'brokerName'>;

export interface PrivacyLog {
  /**
   * Reads what a call says of who asks and why.
   *
   * @throws `privacy_header_missing`, `privacy_header_invalid`, `privacy_placeholder_refused`, each with the name of the
   *   header as the field
   */
  parsePurpose(broker: Broker, presented: PresentedPurpose): AccessPurpose;
  /**
   * Writes one entry a person, all of them or none. What a call answers may leave only after this.
   *
   * @throws `store_unavailable`
   */
  record(broker: LogOwner, access: PrivacyAccess): Promise<void>;
  /** @returns The newest first. */
  list(broker: LogOwner, filter: PrivacyFilter): Promise<PrivacyEntry[]>;
  /** @returns The oldest first. Works where nothing may be written. */
  exportAll(broker: LogOwner): AsyncIterable<PrivacyEntry>;
  /** All that was written of one person; empty for a person whom nobody asked for. */
  exportPerson(broker: LogOwner, personId: string): AsyncIterable<PrivacyEntry>;
  /** The same as text: lines of JSON, or CSV with a heading. */
  exportLines(broker: LogOwner, format: ExportFormat, selection?: PrivacySelection): AsyncIterable<string>;
  /**
   * Walks the whole log and says what is wrong first. Works where nothing may be written.
   *
   * @param expected - An entry that was written down earlier. Finds a log that was written anew as a whole.
   */
  verify(broker: LogOwner, expected?: ChainHead): Promise<ChainReport>;
}

export function createPrivacyLog({ store, clock }: PrivacyLogDependencies): PrivacyLog {
  const append = gatherAppends(async (brokerName: string, contents: readonly PrivacyEntryContent[]) => {
    let entries: readonly PrivacyEntry[] = [];
    await store.append(brokerName, privacyGenesis(brokerName), (head) => {
      entries = linkEntries(head, contents);
      return entries;
    });
    return entries;
  });

  return {
    parsePurpose,
    record: (broker, access) => recordAccess(append, broker, access, clock.nowMs()),
    list: ({ brokerName }, filter) => store.list(brokerName, filter),
    exportAll: ({ brokerName }) => readChain((span) => store.read(brokerName, span)),
    exportPerson: ({ brokerName }, personId) => readChain((span) => store.read(brokerName, { ...span, personId })),
    exportLines({ brokerName }, format, selection) {
      const entries = readChain((span) => store.read(brokerName, { ...selection, ...span }));
      return exportedLines(brokerName, entries, format);
    },
    verify: ({ brokerName }, expected) => verifyLog(store, brokerName, expected),
  };
}
