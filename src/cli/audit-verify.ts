import { type Command, InvalidArgumentError } from 'commander';
import type { AuditVerification } from '../domain/audit/audit-verification.ts';
import type { ChainHead } from '../lib/hash-chain.ts';
import type { ChainFault, ChainFaultKind, ChainReport } from '../lib/verify-chain.ts';
import type { ReadableLogs } from '../open-audit.ts';
import { addLogOptions, type LogOptions, ownerOf } from './audit-log-options.ts';
import { print, table } from './print.ts';
import { withAudit } from './with-audit.ts';

interface VerifyOptions extends LogOptions {
  readonly expect?: ChainHead;
  readonly json?: boolean;
}

export function registerAuditVerify(audit: Command): void {
  const verify = addLogOptions(
    audit
      .command('verify')
      .description('Check that no entry of a log was removed, altered or moved; of all brokers when none is named.')
      .argument('[brokerName]'),
  );
  verify
    .option('--expect <sequence:hash>', 'an entry that was written down earlier has to be there still', parseMark)
    .option('--json', 'answer in JSON')
    .action(async (argument: string | undefined, options: VerifyOptions) => {
      const owner = ownerOf(verify, argument, options);
      if (owner === undefined && options.expect) verify.error('error: --expect needs the name of a broker');
      const items = await withAudit((logs) => verifyAll(logs, owner, options));
      const rows = items.map(({ id, ok, count, fault, mark }) => [
        ...[ok ? 'ok' : 'FAULT', id ?? '(the bridge)', String(count)],
        fault === null ? mark : `entry ${fault.sequence}: ${fault.message}`,
      ]);
      print({ items, nextCursor: null }, options, table(['', 'BROKER', 'SOUND', 'HEAD'], rows));
      if (items.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

/** One after the other, for each may be long. */
async function verifyAll(logs: ReadableLogs, owner: string | null | undefined, { log, expect }: VerifyOptions) {
  const { brokers, getBroker, privacyLog, changeLog } = logs;
  const named = typeof owner === 'string' ? [getBroker(owner)] : owner === null ? [] : brokers;
  const reports = [];
  for (const broker of named) {
    const { brokerName } = broker;
    const report =
      log === 'privacy'
        ? await privacyLog.verify(broker, expect)
        : toReport(await changeLog.verify(brokerName, expect));
    reports.push(shownReport(brokerName, report));
  }
  if (log === 'privacy' || typeof owner === 'string') return reports;
  return [...reports, shownReport(null, toReport(await changeLog.verify(null, expect)))];
}

function toReport(verification: AuditVerification): ChainReport {
  const { entries: count, head } = verification;
  if (verification.kind === 'intact') return { count, head, fault: null };
  return { count, head, fault: { sequence: verification.sequence, kind: verification.reason } };
}

/** How a head is written down, and given to `--expect`. */
function markOf({ sequence, hash }: ChainHead): string {
  return `${sequence}:${hash}`;
}

/** @param id - The name of a broker, or `null` for the bridge. */
function shownReport(id: string | null, { count, head, fault }: ChainReport) {
  return { id, ok: fault === null, count, head, mark: markOf(head), fault: fault && shownFault(fault) };
}

const WORDS: Readonly<Record<ChainFaultKind, string>> = {
  missing: 'is missing',
  out_of_place: 'does not follow the one before; one of them was altered, moved, put in or taken from between',
  altered: 'does not hold what was written',
  head_differs: 'is sound, but the head of the log says another hash',
  beyond_head: 'stands behind the head of the log',
  rewritten: 'is not the one that was expected; the log was written anew',
};

function shownFault({ sequence, kind }: ChainFault) {
  return { sequence, kind, message: WORDS[kind] };
}

function parseMark(text: string): ChainHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash === undefined) throw new InvalidArgumentError('Give it as `audit verify` shows it: 42:9f86…');
  return { sequence: Number(sequence), hash };
}
