import type { PrivacyEntry } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLogStore } from '../../domain/privacy-log/privacy-log-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toEntry, toEntryRow } from './privacy-log-rows.ts';
import { appendToChain, type ChainTables, findChainEnd } from './stored-chains.ts';

/** Privacy logs. Every statement names the white label, and whoever appends holds the row of its head. */
export function createSqlPrivacyLogStore({ db, engine }: RecordConnection): PrivacyLogStore {
  return {
    append: (owner, genesis, link) => guardDriver(engine, () => appendToChain(db, TABLES, { owner, genesis, link })),
    async list(brokerName, { personId, before, limit }) {
      let query = db.selectFrom('privacy_log_entries').selectAll().where('broker_name', '=', brokerName);
      if (personId !== undefined) query = query.where('person_id', '=', personId);
      if (before !== undefined) query = query.where('sequence', '<', before);
      const rows = await guardDriver(engine, () => query.orderBy('sequence', 'desc').limit(limit).execute());
      return rows.map(toEntry);
    },
    async read(brokerName, { personId, after, until, limit }) {
      let query = db.selectFrom('privacy_log_entries').selectAll().where('broker_name', '=', brokerName);
      if (personId !== undefined) query = query.where('person_id', '=', personId);
      query = query.where('sequence', '>', after).where('sequence', '<=', until);
      const rows = await guardDriver(engine, () => query.orderBy('sequence').limit(limit).execute());
      return rows.map(toEntry);
    },
    findEnd: (brokerName) => guardDriver(engine, () => findChainEnd(db, TABLES, brokerName)),
  };
}

const TABLES: ChainTables<PrivacyEntry> = {
  ...{ heads: 'privacy_log_heads', entries: 'privacy_log_entries', ownerColumn: 'broker_name' },
  begin(transaction, brokerName, genesis) {
    const insert = transaction.insertInto('privacy_log_heads').values({ broker_name: brokerName, ...genesis });
    return insert.onConflict((on) => on.doNothing()).execute();
  },
  insert(transaction, brokerName, entries) {
    const rows = entries.map((entry) => toEntryRow(brokerName, entry));
    return transaction.insertInto('privacy_log_entries').values(rows).execute();
  },
};
