import joi from 'joi';
import type { Crm } from '../../../domain/brokers/broker.ts';
import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { decodeCursor, encodeCursor } from '../../../http/page-cursor.ts';
import type { StaffCall } from '../admin-operation.ts';
import { showListed } from './show-white-label.ts';

type Reaches = StaffCall['reaches'];

/** By name, those in reach alone. */
export function findWhiteLabels(
  brokers: Brokers,
  { query, member, reaches }: Pick<StaffCall, 'query' | 'member' | 'reaches'>,
) {
  const cursor = decodeCursor<string>(query.cursor, joi.string().max(100));
  const found = brokers.search({
    ...{ text: textOf(query.q), brokerCrmName: textOf(query.crm), cursor, limit: Number(query.limit) },
    status: textOf(query.status) as 'enabled' | 'disabled' | undefined,
    reach: member.reach,
  });
  return {
    items: found.brokers.map((broker) => showListed(brokers, broker, reaches)),
    nextCursor: found.nextCursor === null ? null : encodeCursor(found.nextCursor),
    total: found.total,
  };
}

/** What is empty is not asked for. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Those of which anything is in reach. */
export function findCrms(brokers: Brokers, reaches: Reaches) {
  const counts = new Map<string, number>();
  for (const broker of brokers.list()) {
    if (!reaches(broker)) continue;
    counts.set(broker.brokerCrmName, (counts.get(broker.brokerCrmName) ?? 0) + 1);
  }
  return brokers
    .listCrms()
    .map(({ brokerCrmName, displayName }) => ({
      ...{ id: brokerCrmName, displayName, whiteLabels: counts.get(brokerCrmName) ?? 0 },
      isWhole: reachesWhole({ brokerCrmName }, reaches),
    }))
    .filter(({ whiteLabels, isWhole }) => isWhole || whiteLabels > 0)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** No white label has an empty name, so that only who reaches the CRM reaches this one. */
function reachesWhole({ brokerCrmName }: Pick<Crm, 'brokerCrmName'>, reaches: Reaches): boolean {
  return reaches({ brokerName: '', brokerCrmName });
}
