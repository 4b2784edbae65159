import type { EventQuery, EventStore } from '../../domain/events/event-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { appendEvents } from './append-events.ts';
import { toEvent } from './event-rows.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';

/** What happened. Every statement names the white label. */
export function createSqlEventStore({ db, engine }: RecordConnection): EventStore {
  return {
    async add(events) {
      if (events.length === 0) return;
      await guardDriver(engine, () => db.transaction().execute((transaction) => appendEvents(transaction, events)));
    },
    async list(brokerName, query) {
      const rows = await guardDriver(engine, () => listQuery(db, brokerName, query).execute());
      return rows.map(toEvent);
    },
  };
}

function listQuery(db: RecordDatabase, brokerName: string, { objectId, before, limit }: EventQuery) {
  let query = db.selectFrom('bridge_events').selectAll().where('broker_name', '=', brokerName);
  if (objectId !== undefined) query = query.where('object_id', '=', objectId);
  if (before !== undefined) query = query.where('sequence', '<', before);
  return query.orderBy('sequence', 'desc').limit(limit);
}
