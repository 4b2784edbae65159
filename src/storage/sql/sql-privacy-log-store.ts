import { sql, type Transaction } from 'kysely';
import type { PrivacyEntry } from '../../domain/privacy-log/privacy-entry.ts';
import type { PrivacyLogStore } from '../../domain/privacy-log/privacy-log-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ChainHead } from '../../lib/hash-chain.ts';
import { guardDriver, isForeignKeyViolation } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toEntry, toEntryRow } from './privacy-log-rows.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** Privacy logs. Every statement names the white label, and whoever appends holds the row of its head. */
export function createSqlPrivacyLogStore({ db, engine }: RecordConnection): PrivacyLogStore {
  return {
    append: (brokerName, genesis, link) => guardDriver(engine, () => append(db, brokerName, genesis, link)),
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
    findEnd: (brokerName) => guardDriver(engine, () => findEnd(db, brokerName)),
  };
}

/** Keeps a statement below the number of values that the engines take. */
const ROWS_PER_STATEMENT = 500;

async function append(
  db: RecordDatabase,
  brokerName: string,
  genesis: ChainHead,
  link: (head: ChainHead) => readonly PrivacyEntry[],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const head = await holdHead(transaction, brokerName, genesis);
    const entries = link(head);
    const { sequence, hash } = entries.at(-1) ?? head;
    const rows = entries.map((entry) => toEntryRow(brokerName, entry));
    while (rows.length > 0) {
      await transaction.insertInto('privacy_log_entries').values(rows.splice(0, ROWS_PER_STATEMENT)).execute();
    }
    const update = transaction.updateTable('privacy_log_heads').set({ sequence, hash });
    await update.where('broker_name', '=', brokerName).execute();
  });
}

/** From here to the end of the transaction no other process gets the head. */
async function holdHead(
  transaction: Transaction<RecordTables>,
  brokerName: string,
  genesis: ChainHead,
): Promise<ChainHead> {
  const hold = transaction
    .updateTable('privacy_log_heads')
    .set((row) => ({ sequence: row.ref('sequence') }))
    .where('broker_name', '=', brokerName)
    .returning(['sequence', 'hash']);
  const head = await hold.executeTakeFirst();
  if (head) return head;
  await beginLog(transaction, brokerName, genesis);
  return hold.executeTakeFirstOrThrow();
}

/** Of two processes that begin a log at once, one waits here for the other. */
async function beginLog(transaction: Transaction<RecordTables>, brokerName: string, genesis: ChainHead): Promise<void> {
  const insert = transaction.insertInto('privacy_log_heads').values({ broker_name: brokerName, ...genesis });
  try {
    await insert.onConflict((on) => on.doNothing()).execute();
  } catch (error) {
    if (isForeignKeyViolation(error)) throw new BridgeError('broker_unknown', { detail: brokerName });
    throw error;
  }
}

/** One statement, so that nothing is appended between the two questions. */
async function findEnd(db: RecordDatabase, brokerName: string) {
  const last = db
    .selectFrom('privacy_log_entries')
    .select((entry) => entry.fn.max('sequence').as('last_sequence'))
    .where('broker_name', '=', brokerName)
    .as('last');
  const row = await db
    .selectFrom(last)
    .leftJoin('privacy_log_heads as head', (join) => join.on('head.broker_name', '=', sql.val(brokerName)))
    .select(['last.last_sequence', 'head.sequence', 'head.hash'])
    .executeTakeFirstOrThrow();
  const { last_sequence, sequence, hash } = row;
  const head = sequence === null || hash === null ? undefined : { sequence, hash };
  return { head, lastSequence: last_sequence ?? 0 };
}
