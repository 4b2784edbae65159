import { type ExportFormat, exportLines } from '../../lib/export-lines.ts';
import { actorValues } from './audit-chain.ts';
import type { AuditEntry } from './audit-entry.ts';

const COLUMNS = [
  ...(['brokerName', 'sequence', 'id', 'at', 'actorKind', 'actorId', 'actorEmail', 'address', 'requestId'] as const),
  ...(['action', 'targetType', 'targetId', 'changes', 'reason', 'previousHash', 'hash'] as const),
];

/** Entries as an export shows them: everything that the hash covers, so that whoever has it can compute it. */
export function exportedLines(entries: AsyncIterable<AuditEntry>, format: ExportFormat): AsyncIterable<string> {
  return exportLines(shownEntries(entries), COLUMNS, format);
}

async function* shownEntries(entries: AsyncIterable<AuditEntry>) {
  for await (const { actor, target, atMs, ...entry } of entries) {
    const [actorKind, actorId, actorEmail] = actorValues(actor);
    const { brokerName, sequence, id, address, requestId, action, changes, reason, previousHash, hash } = entry;
    yield {
      ...{ brokerName, sequence, id, at: new Date(atMs).toISOString(), actorKind, actorId, actorEmail },
      ...{ address, requestId, action, targetType: target.type, targetId: target.id, changes },
      ...{ reason, previousHash, hash },
    };
  }
}
