import type { AuditActor, AuditChange, AuditEntry } from '../../domain/audit/audit-entry.ts';
import type { AuditEntryTable } from './audit-tables.ts';

/** @param chain - As `chainOf` names it. */
export function toAuditRow(chain: string, entry: AuditEntry): AuditEntryTable {
  const { actor, target } = entry;
  return {
    chain,
    sequence: entry.sequence,
    id: entry.id,
    at_ms: entry.atMs,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'staff' ? actor.id : actor.kind === 'command-line' ? actor.name : 'bridge',
    actor_email: actor.kind === 'staff' ? actor.email : null,
    address: entry.address,
    request_id: entry.requestId,
    action: entry.action,
    target_type: target.type,
    target_id: target.id,
    changes_json: JSON.stringify(entry.changes),
    reason: entry.reason,
    previous_hash: entry.previousHash,
    hash: entry.hash,
  };
}

export function toAuditEntry(row: AuditEntryTable): AuditEntry {
  return {
    brokerName: row.chain === '' ? null : row.chain,
    sequence: row.sequence,
    id: row.id,
    atMs: row.at_ms,
    actor: toActor(row),
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    target: { type: row.target_type, id: row.target_id },
    changes: toChanges(row.changes_json),
    reason: row.reason,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** One that somebody altered may be of no kind at all; it is for the hash to tell, not for a failure to hide. */
function toActor({ actor_kind: kind, actor_id: id, actor_email: email }: AuditEntryTable): AuditActor {
  if (kind === 'staff' && email !== null) return { kind, id, email };
  if (kind === 'command-line' && email === null) return { kind, name: id };
  if (kind === 'bridge' && id === 'bridge' && email === null) return { kind };
  return { kind: 'staff', id, email: `(unreadable: ${kind} ${email})` };
}

/** JSON that says the same in other characters was altered too. */
function toChanges(json: string): readonly AuditChange[] {
  try {
    const changes: unknown = JSON.parse(json);
    if (Array.isArray(changes) && changes.every(isChange) && JSON.stringify(changes) === json) return changes;
  } catch {}
  return [{ field: '(unreadable)', before: null, after: json }];
}

function isChange(value: unknown): value is AuditChange {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'field,before,after';
}
