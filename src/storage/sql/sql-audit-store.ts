import type { SelectQueryBuilder } from 'kysely';
import type { AuditEntry, AuditFilter } from '../../domain/audit/audit-entry.ts';
import type { AuditStore } from '../../domain/audit/audit-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { toAuditEntry, toAuditRow } from './audit-rows.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordTables } from './schema.ts';
import { appendToChain, type ChainTables, findChainEnd } from './stored-chains.ts';

/** Change logs. Every statement names the chain, and whoever appends holds the row of its head. */
export function createSqlAuditStore({ db, engine }: RecordConnection): AuditStore {
  const select = (brokerName: string | null, filter: AuditFilter) =>
    narrowed(db.selectFrom('audit_entries').selectAll().where('chain', '=', chainOf(brokerName)), filter);
  return {
    append: (brokerName, genesis, link) =>
      guardDriver(engine, () => appendToChain(db, TABLES, { owner: chainOf(brokerName), genesis, link })),
    async list(brokerName, filter, { before, limit }) {
      let query = select(brokerName, filter);
      if (before !== undefined) query = query.where('sequence', '<', before);
      const rows = await guardDriver(engine, () => query.orderBy('sequence', 'desc').limit(limit).execute());
      return rows.map(toAuditEntry);
    },
    async read(brokerName, filter, { after, until, limit }) {
      const query = select(brokerName, filter).where('sequence', '>', after).where('sequence', '<=', until);
      const rows = await guardDriver(engine, () => query.orderBy('sequence').limit(limit).execute());
      return rows.map(toAuditEntry);
    },
    findEnd: (brokerName) => guardDriver(engine, () => findChainEnd(db, TABLES, chainOf(brokerName))),
  };
}

/** A white label never has an empty name. */
function chainOf(brokerName: string | null): string {
  return brokerName ?? '';
}

const TABLES: ChainTables<AuditEntry> = {
  ...{ heads: 'audit_heads', entries: 'audit_entries', ownerColumn: 'chain' },
  begin(transaction, chain, genesis) {
    const row = { chain, broker_name: chain === '' ? null : chain, ...genesis };
    const insert = transaction.insertInto('audit_heads').values(row);
    return insert.onConflict((on) => on.doNothing()).execute();
  },
  insert(transaction, chain, entries) {
    const rows = entries.map((entry) => toAuditRow(chain, entry));
    return transaction.insertInto('audit_entries').values(rows).execute();
  },
};

type EntryQuery<Row> = SelectQueryBuilder<RecordTables, 'audit_entries', Row>;

function narrowed<Row>(query: EntryQuery<Row>, filter: AuditFilter): EntryQuery<Row> {
  const { actorId, actorEmail, action, targetType, targetId, fromMs, toMs } = filter;
  let narrow = query;
  if (actorId !== undefined) narrow = narrow.where('actor_id', '=', actorId);
  if (actorEmail !== undefined) narrow = narrow.where('actor_email', '=', actorEmail);
  if (action !== undefined) narrow = narrow.where('action', '=', action);
  if (targetType !== undefined) narrow = narrow.where('target_type', '=', targetType);
  if (targetId !== undefined) narrow = narrow.where('target_id', '=', targetId);
  if (fromMs !== undefined) narrow = narrow.where('at_ms', '>=', fromMs);
  if (toMs !== undefined) narrow = narrow.where('at_ms', '<', toMs);
  return narrow;
}
