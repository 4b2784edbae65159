import { type ChainHead, type ChainValue, genesisOf, linkAll } from '../../lib/hash-chain.ts';
import type { AuditActor, AuditEntry, AuditEntryContent } from './audit-entry.ts';

/** Where a chain begins. No white label has an empty name, so the bridge's own chain passes for nobody's. */
export function auditGenesis(brokerName: string | null): ChainHead {
  return genesisOf('drawbridge change log 1', brokerName ?? '');
}

/** What the hash of an entry covers beside its place in the chain: everything. The order is part of the format. */
export function auditContent(entry: AuditEntryContent): readonly ChainValue[] {
  const { id, atMs, actor, address, requestId, action, target, changes, reason } = entry;
  const values = changes.map(({ field, before, after }) => [field, JSON.stringify(before), JSON.stringify(after)]);
  return [id, atMs, ...actorValues(actor), address, requestId, action, target.type, target.id, values, reason];
}

/** Kind, id and email. */
export function actorValues(actor: AuditActor): readonly [AuditActor['kind'], string, string | null] {
  if (actor.kind === 'staff') return [actor.kind, actor.id, actor.email];
  return actor.kind === 'command-line' ? [actor.kind, actor.name, null] : [actor.kind, 'bridge', null];
}

/** The entries that follow a head, in their order. */
export function linkEntries(head: ChainHead, contents: readonly AuditEntryContent[]): AuditEntry[] {
  return linkAll(head, contents, auditContent);
}
