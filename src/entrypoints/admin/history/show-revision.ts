import type { BrokerRevision, KeptBrokerRevision } from '../../../domain/broker-history/broker-revision.ts';
import type { ChangeActor } from '../../../domain/brokers/broker-snapshot.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { SettingChange } from '../../../lib/setting-changes.ts';
import type { StaffCall } from '../admin-operation.ts';

type Reaches = StaffCall['reaches'];

export function showRevision({ revision, atMs, actor, changed, untold }: BrokerRevision) {
  return {
    ...{ id: String(revision), revision, at: toRfc3339(atMs), changed, untold },
    actor: { kind: actor.kind, name: nameOf(actor) },
  };
}

function nameOf(actor: ChangeActor): string {
  if (actor.kind === 'staff') return actor.email;
  if (actor.kind === 'command-line') return actor.name;
  return actor.kind === 'api-key' ? actor.id : '';
}

/** As white labels are shown: times in words, and nothing of a broker that is out of reach. */
export function showSnapshot({ snapshot }: KeptBrokerRevision, brokers: Brokers, reaches: Reaches): object {
  const { sessionsEndedAtMs: _ended, agreements, whiteLabelOf, ...settings } = snapshot;
  return {
    ...settings,
    whiteLabelOf: knownParent(brokers, whiteLabelOf, reaches),
    agreements: agreements.map(({ effectiveAtMs, ...agreement }) =>
      effectiveAtMs === undefined ? agreement : { ...agreement, effectiveAt: toRfc3339(effectiveAtMs) },
    ),
  };
}

/** What is different of white labels whose brokers may be out of reach. */
export function showChanges(changes: readonly SettingChange[], brokers: Brokers, reaches: Reaches): SettingChange[] {
  return changes.flatMap((change) => {
    if (change.field !== 'whiteLabelOf') return [change];
    const [before, after] = [change.before, change.after].map((name) => knownParent(brokers, name, reaches));
    return before === after ? [] : [{ field: change.field, before, after }];
  });
}

/** Whoever reaches a white label need not know of the broker whose it is. */
function knownParent(brokers: Brokers, name: unknown, reaches: Reaches): string | null {
  const parent = typeof name === 'string' ? brokers.find(name) : undefined;
  return parent && reaches(parent) ? parent.brokerName : null;
}
