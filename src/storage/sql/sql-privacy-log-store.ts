import type { SelectQueryBuilder } from 'kysely';
import type { PrivacyEntry } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLogStore, PrivacySelection } from '../../domain/privacy-log/privacy-log-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toEntry, toEntryRow } from './privacy-log-rows.ts';
import type { RecordTables } from './schema.ts';
import { appendToChain, type ChainTables, findChainEnd } from './stored-chains.ts';

/** Privacy logs. Every statement names the white label, and whoever appends holds the row of its head. */
export function createSqlPrivacyLogStore({ db, engine }: RecordConnection): PrivacyLogStore {
  const select = (brokerName: string, selection: PrivacySelection) =>
    narrowed(db.selectFrom('privacy_log_entries').selectAll().where('broker_name', '=', brokerName), selection);
  return {
    append: (owner, genesis, link) => guardDriver(engine, () => appendToChain(db, TABLES, { owner, genesis, link })),
    async list(brokerName, { before, limit, ...selection }) {
      let query = select(brokerName, selection);
      if (before !== undefined) query = query.where('sequence', '<', before);
      const rows = await guardDriver(engine, () => query.orderBy('sequence', 'desc').limit(limit).execute());
      return rows.map(toEntry);
    },
    async read(brokerName, { after, until, limit, ...selection }) {
      const query = select(brokerName, selection).where('sequence', '>', after).where('sequence', '<=', until);
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

type EntryQuery<Row> = SelectQueryBuilder<RecordTables, 'privacy_log_entries', Row>;

function narrowed<Row>(query: EntryQuery<Row>, selection: PrivacySelection): EntryQuery<Row> {
  const { personId, principal, operation, fromMs, toMs } = selection;
  let narrow = query;
  if (personId !== undefined) narrow = narrow.where('person_id', '=', personId);
  if (principal !== undefined) narrow = narrow.where('principal', '=', principal);
  if (operation !== undefined) narrow = narrow.where('operation', '=', operation);
  if (fromMs !== undefined) narrow = narrow.where('at_ms', '>=', fromMs);
  if (toMs !== undefined) narrow = narrow.where('at_ms', '<', toMs);
  return narrow;
}
