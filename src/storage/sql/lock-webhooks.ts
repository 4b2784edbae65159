import type { Transaction } from 'kysely';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** Runs a change of webhooks, or of who is told of an event, in a transaction: all of them come one after the other. */
export function lockWebhooks<T>(
  db: RecordDatabase,
  work: (transaction: Transaction<RecordTables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('revisions')
      .set((row) => ({ revision: row('revision', '+', 1) }))
      .where('subject', '=', 'webhooks')
      .executeTakeFirstOrThrow();
    return work(transaction);
  });
}
