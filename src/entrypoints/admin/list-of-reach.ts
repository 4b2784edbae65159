import joi, { type ObjectSchema } from 'joi';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import { decodeCursor, pageQuery, toPage } from '../../http/page-cursor.ts';
import type { ListedOf, ListedPlace } from '../../lib/listed-of.ts';
import type { StaffCall } from './admin-operation.ts';

/** Of a list over all white labels in reach. */
export const reachQuery: ObjectSchema = pageQuery.keys({
  q: joi.string().trim().max(200).allow('').description('Part of a name, in capitals or not'),
  brokerName: joi.string().max(100).allow('').description('Of this white label alone'),
});

const listedPlace = joi.object({
  createdAtMs: joi.number().integer().required(),
  id: joi.string().max(200).required(),
  brokerName: joi.string().max(100).allow('').required(),
});

/** What a store is to look for: one more than the page holds, and nothing out of reach. */
export function readReachQuery(brokers: Pick<Brokers, 'list'>, call: Pick<StaffCall, 'query' | 'reaches'>): ListedOf {
  const { q, brokerName, cursor, limit } = call.query;
  const isWanted = (name: string) => brokerName === undefined || brokerName === '' || brokerName === name;
  return {
    brokerNames: brokers
      .list()
      .filter((broker) => isWanted(broker.brokerName) && call.reaches(broker))
      .map((broker) => broker.brokerName),
    search: q === undefined ? undefined : String(q),
    after: decodeCursor<ListedPlace>(cursor, listedPlace),
    limit: Number(limit) + 1,
  };
}

/** @param found - As `readReachQuery` asked for. */
export function toReachPage<Entry extends Omit<ListedPlace, 'brokerName'>>(
  found: readonly Entry[],
  { query }: Pick<StaffCall, 'query'>,
  show: (entry: Entry) => object,
  brokerNameOf: (entry: Entry) => string,
) {
  const placeOf = (entry: Entry) => {
    const { createdAtMs, id } = entry;
    return { createdAtMs, id, brokerName: brokerNameOf(entry) };
  };
  return toPage(found, Number(query.limit), show, placeOf);
}
