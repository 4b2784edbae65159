import type { Broker, PlatformPassword } from '../../../domain/brokers/broker.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { StaffCall } from '../admin-operation.ts';

type Reaches = StaffCall['reaches'];

export function showWhiteLabel(brokers: Brokers, { brokerName }: Pick<Broker, 'brokerName'>, reaches: Reaches) {
  const { revision, sessionsEndedAtMs, whiteLabelOf } = brokers.get(brokerName);
  const settings = { ...brokers.settingsOf(brokerName), whiteLabelOf: ifReached(brokers, whiteLabelOf, reaches) };
  return {
    ...{ id: brokerName, revision, settings },
    sessionsEndedAt: sessionsEndedAtMs === null ? null : toRfc3339(sessionsEndedAtMs),
  };
}

export function showListed(brokers: Brokers, broker: Broker, reaches: Reaches) {
  const { brokerName, brokerCrmName, displayName, whiteLabelOf, enabled, hosts, revision } = broker;
  return {
    ...{ id: brokerName, displayName, hosts, revision },
    whiteLabelOf: ifReached(brokers, whiteLabelOf, reaches),
    status: enabled ? ('enabled' as const) : ('disabled' as const),
    crm: { id: brokerCrmName, displayName: crmNameOf(brokers, brokerCrmName) },
  };
}

/** Whoever reaches a white label need not know of the broker whose it is. */
function ifReached(brokers: Brokers, brokerName: string | null, reaches: Reaches): string | null {
  const parent = brokerName === null ? undefined : brokers.find(brokerName);
  return parent && reaches(parent) ? brokerName : null;
}

export function showPassword({ id, createdAtMs, expiresAtMs }: PlatformPassword) {
  return {
    ...{ id, createdAt: toRfc3339(createdAtMs) },
    expiresAt: expiresAtMs === null ? null : toRfc3339(expiresAtMs),
  };
}

function crmNameOf(brokers: Brokers, name: string): string {
  return brokers.listCrms().find(({ brokerCrmName }) => brokerCrmName === name)?.displayName ?? name;
}
