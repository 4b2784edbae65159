import type { AuditFilter } from '../../../domain/audit/audit-entry.ts';
import type { PrivacySelection } from '../../../domain/privacy-log/privacy-log-store.ts';

type Query = Readonly<Record<string, unknown>>;

/** What is empty is not asked for. */
export function readAuditFilter(query: Query): AuditFilter {
  const actor = textOf(query.actor);
  const isEmail = actor?.includes('@') ?? false;
  return {
    ...(isEmail ? { actorEmail: actor?.toLowerCase() } : { actorId: actor }),
    ...{ action: textOf(query.action), targetType: textOf(query.targetType), targetId: textOf(query.target) },
    ...timesOf(query),
  };
}

export function readPrivacySelection(query: Query): PrivacySelection {
  const { person, principal, operation } = query;
  return {
    ...{ personId: textOf(person), principal: textOf(principal), operation: textOf(operation) },
    ...timesOf(query),
  };
}

function timesOf({ from, to }: Query) {
  return { fromMs: momentOf(from), toMs: momentOf(to) };
}

/** A day without a time is its beginning in UTC. */
function momentOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : Date.parse(text);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
