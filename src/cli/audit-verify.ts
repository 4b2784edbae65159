import { type Command, InvalidArgumentError } from 'commander';
import type { ChainHead } from '../lib/hash-chain.ts';
import type { ChainFault, ChainFaultKind, ChainReport } from '../lib/verify-chain.ts';
import { print, table } from './print.ts';
import { withAudit } from './with-audit.ts';

interface VerifyOptions {
  readonly expect?: ChainHead;
  readonly json?: boolean;
}

export function registerAuditVerify(audit: Command): void {
  const verify = audit
    .command('verify')
    .description(
      'Check that no entry of a privacy log was removed, altered or moved; of all brokers when none is named.',
    )
    .argument('[brokerName]')
    .option('--expect <sequence:hash>', 'an entry that was written down earlier has to be there still', parseMark)
    .option('--json', 'answer in JSON')
    .action(async (brokerName: string | undefined, options: VerifyOptions) => {
      if (brokerName === undefined && options.expect) verify.error('error: --expect needs the name of a broker');
      const items = await withAudit(async ({ brokers, getBroker, privacyLog }) => {
        const asked = brokerName === undefined ? brokers : [getBroker(brokerName)];
        const reports = [];
        for (const broker of asked) {
          reports.push(shownReport(broker.brokerName, await privacyLog.verify(broker, options.expect)));
        }
        return reports;
      });
      const rows = items.map(({ id, ok, count, fault, mark }) => [
        ...[ok ? 'ok' : 'FAULT', id, String(count)],
        fault === null ? mark : `entry ${fault.sequence}: ${fault.message}`,
      ]);
      print({ items, nextCursor: null }, options, table(['', 'BROKER', 'SOUND', 'HEAD'], rows));
      if (items.some(({ ok }) => !ok)) process.exitCode = 1;
    });
}

/** How a head is written down, and given to `--expect`. */
function markOf({ sequence, hash }: ChainHead): string {
  return `${sequence}:${hash}`;
}

function shownReport(brokerName: string, { count, head, fault }: ChainReport) {
  return { id: brokerName, ok: fault === null, count, head, mark: markOf(head), fault: fault && shownFault(fault) };
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
