import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { PrivacyEntry } from '../domain/privacy-log/privacy-entry.ts';
import { csvRecord } from '../lib/csv.ts';
import { isoTime } from './iso-time.ts';
import { withAudit } from './with-audit.ts';

interface ExportOptions {
  readonly person?: string;
  readonly format: 'json' | 'csv';
}

export function registerAuditExport(audit: Command): void {
  audit
    .command('export')
    .description('Write the privacy log of a broker to standard output, the oldest entry first.')
    .argument('<brokerName>')
    .option('--person <userId>', 'only what was read or written of this person')
    .addOption(
      new Option('--format <format>', 'a line of JSON for each entry, or CSV').choices(['json', 'csv']).default('json'),
    )
    .option('--json', 'tell a failure in JSON too')
    .action(async (brokerName: string, { person, format }: ExportOptions) => {
      await withAudit(async ({ getBroker, privacyLog }) => {
        const broker = getBroker(brokerName);
        const entries = person === undefined ? privacyLog.exportAll(broker) : privacyLog.exportPerson(broker, person);
        await writeOut(format === 'csv' ? csvLines(brokerName, entries) : jsonLines(brokerName, entries));
      });
    });
}

async function* jsonLines(brokerName: string, entries: AsyncIterable<PrivacyEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(shownEntry(brokerName, entry))}\n`;
}

async function* csvLines(brokerName: string, entries: AsyncIterable<PrivacyEntry>): AsyncGenerator<string> {
  yield csvRecord(COLUMNS);
  for await (const entry of entries) {
    const shown = { ...shownEntry(brokerName, entry), fields: entry.fields.join(' ') };
    yield csvRecord(COLUMNS.map((column) => shown[column]));
  }
}

const COLUMNS = [
  ...(['brokerName', 'sequence', 'at', 'apiKeyId', 'principal', 'justification', 'personId'] as const),
  ...(['resource', 'operation', 'fields', 'requestId', 'previousHash', 'hash'] as const),
];

/** Everything that the hash covers, so that whoever has the export can compute it. */
function shownEntry(brokerName: string, { atMs, sequence, ...entry }: PrivacyEntry) {
  return { id: String(sequence), brokerName, sequence, at: isoTime(atMs), ...entry };
}

/** Waits while the reader is slow, and ends quietly when it has read enough. */
async function writeOut(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
