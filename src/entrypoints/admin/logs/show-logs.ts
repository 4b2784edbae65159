import type { AuditActor, AuditEntry } from '../../../domain/audit/audit-entry.ts';
import type { PrivacyEntry } from '../../../domain/privacy-log/privacy-entry.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { ChainFaultKind } from '../../../lib/verify-chain.ts';
import type { LogCheck } from './log-checks.ts';

export function showAuditEntry({ actor, atMs, ...entry }: AuditEntry) {
  const { id, brokerName, sequence, address, requestId, action, target, changes, reason, previousHash, hash } = entry;
  return {
    ...{ id, brokerName, sequence, at: toRfc3339(atMs), actor: showActor(actor) },
    ...{ address, requestId, action, target, changes, reason, previousHash, hash },
  };
}

function showActor(actor: AuditActor) {
  if (actor.kind === 'staff') return actor;
  return { kind: actor.kind, id: actor.kind === 'command-line' ? actor.name : 'bridge', email: null };
}

export function showPrivacyEntry(brokerName: string, { atMs, ...entry }: PrivacyEntry) {
  const { sequence, apiKeyId, principal, justification, personId, resource, operation } = entry;
  const { fields, requestId, previousHash, hash } = entry;
  return {
    ...{ id: String(sequence), brokerName, sequence, at: toRfc3339(atMs), apiKeyId, principal, justification },
    ...{ personId, resource, operation, fields, requestId, previousHash, hash },
  };
}

export function showCheck({ atMs, entries, fault }: LogCheck) {
  const shown = fault === null ? null : { ...fault, message: `Entry ${fault.sequence} ${FAULTS[fault.reason]}` };
  return { at: toRfc3339(atMs), entries, fault: shown };
}

const FAULTS: Readonly<Record<ChainFaultKind, string>> = {
  missing: 'is missing',
  out_of_place: 'does not follow the one before: one of them was altered, moved, put in or taken from between',
  altered: 'does not hold what was written',
  head_differs: 'is sound, but the end of the log says another hash',
  beyond_head: 'stands behind the end of the log',
  rewritten: 'is not the one that was expected: the log was written anew',
};
