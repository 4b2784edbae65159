import { type ExportFormat, exportLines } from '../../lib/export-lines.ts';
import type { PrivacyEntry } from './privacy-entry.ts';

const COLUMNS = [
  ...(['brokerName', 'sequence', 'at', 'apiKeyId', 'principal', 'justification', 'personId'] as const),
  ...(['resource', 'operation', 'fields', 'requestId', 'previousHash', 'hash'] as const),
];

/** Entries as an export shows them: everything that the hash covers, so that whoever has it can compute it. */
export function exportedLines(
  brokerName: string,
  entries: AsyncIterable<PrivacyEntry>,
  format: ExportFormat,
): AsyncIterable<string> {
  return exportLines(shownEntries(brokerName, entries), COLUMNS, format);
}

async function* shownEntries(brokerName: string, entries: AsyncIterable<PrivacyEntry>) {
  for await (const { atMs, sequence, ...entry } of entries) {
    yield { id: String(sequence), brokerName, sequence, at: new Date(atMs).toISOString(), ...entry };
  }
}
