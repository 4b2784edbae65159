import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExportFormat } from '../lib/export-lines.ts';
import { addLogOptions, type LogOptions, ownerOf } from './audit-log-options.ts';
import { withAudit } from './with-audit.ts';

interface ExportOptions extends LogOptions {
  readonly person?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly from?: number;
  readonly to?: number;
  readonly format: ExportFormat;
}

export function registerAuditExport(audit: Command): void {
  const command = addLogOptions(
    audit
      .command('export')
      .description('Write a log of a broker to standard output, the oldest entry first.')
      .argument('[brokerName]'),
  );
  command
    .option('--person <userId>', 'of the privacy log, only what was read or written of this person')
    .option('--actor <id>', 'of the changes, only those by this member of staff, account of the machine, or `bridge`')
    .option('--action <action>', 'of the changes, only those of this kind, such as white-label.update')
    .option(
      '--from <time>',
      'of the changes, only those since then, such as 2026-01-31 or 2026-01-31T12:00:00Z',
      parseTime,
    )
    .option('--to <time>', 'of the changes, only those before then', parseTime)
    .addOption(
      new Option('--format <format>', 'a line of JSON for each entry, or CSV').choices(['json', 'csv']).default('json'),
    )
    .option('--json', 'tell a failure in JSON too')
    .action(async (argument: string | undefined, options: ExportOptions) => {
      const owner = ownerOf(command, argument, options);
      if (owner === undefined) return command.error('error: name a broker, or with --log changes give --bridge');
      refuseForeignFilters(command, options);
      const { log, person, format, actor: actorId, action, from: fromMs, to: toMs } = options;
      await withAudit(async ({ getBroker, privacyLog, changeLog }) => {
        const broker = owner === null ? null : getBroker(owner);
        if (log === 'changes') {
          const filter = { actorId, action, fromMs, toMs };
          await writeOut(changeLog.exportLines(broker?.brokerName ?? null, filter, format));
        } else if (broker) await writeOut(privacyLog.exportLines(broker, format, { personId: person }));
      });
    });
}

/** A filter that would do nothing makes an export look like what it is not. */
function refuseForeignFilters(command: Command, { log, person, actor, action, from, to }: ExportOptions): void {
  const foreign = log === 'changes' ? { person } : { actor, action, from, to };
  const given = Object.entries(foreign).find(([, value]) => value !== undefined);
  if (given) command.error(`error: --${given[0]} is not of the log of ${log}`);
}

function parseTime(text: string): number {
  const timeMs = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(timeMs)) return timeMs;
  throw new InvalidArgumentError('Give a day or a time with its zone: 2026-01-31, 2026-01-31T12:00:00Z.');
}

/** Waits while the reader is slow, and ends quietly when it has read enough. */
async function writeOut(lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
