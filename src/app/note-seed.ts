import type { Audit } from '../domain/audit/audit.ts';
import type { AuditActor } from '../domain/audit/audit-entry.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import type { SeedReport } from '../seed-brokers.ts';

/** Writes to the change log what a seed file added; nothing where it added nothing. */
export async function noteSeed(
  { audit, brokers }: { readonly audit: Audit; readonly brokers: Brokers },
  { brokers: added, ...others }: SeedReport,
  actor: AuditActor,
): Promise<void> {
  const origin = { actor, address: null, requestId: null, reason: null };
  for (const brokerName of added) {
    // Whose it is stands in its history: whoever reads this log need not know of that broker.
    const { whiteLabelOf: _broker, ...made } = brokers.snapshotOf(brokerName);
    const changes = audit.changesBetween(null, made);
    const target = { type: 'white-label', id: brokerName };
    await audit.record({ ...origin, brokerName, action: 'white-label.add', target, changes });
  }
  const counts = Object.entries(others).filter(([, count]) => (Array.isArray(count) ? count.length : count) > 0);
  if (counts.length === 0) return;
  const changes = audit.changesBetween(null, Object.fromEntries(counts));
  const target = { type: 'seed-file', id: 'seed-file' };
  await audit.record({ ...origin, brokerName: null, action: 'seed-file.add', target, changes });
}
