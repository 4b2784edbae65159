import type { Transaction } from 'kysely';
import type { Clock } from '../../lib/clock.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';

/** A change of brokers or CRMs. */
export interface BrokersChange {
  readonly db: Transaction<RecordTables>;
  /** What a broker that is written now is marked with. */
  readonly revision: number;
  readonly atMs: number;
  /** Raises the revision; to be called when something was changed. */
  raiseRevision(): Promise<void>;
}

/**
 * Runs a change in a transaction that holds the revision from beginning to end, so that revisions become visible in
 * their order, and whoever has seen one has seen all before it.
 */
export function changeBrokers<T>(
  db: RecordDatabase,
  clock: Clock,
  work: (change: BrokersChange) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    const { revision: current } = await transaction
      .updateTable('revisions')
      .set((row) => ({ revision: row.ref('revision') }))
      .where('subject', '=', 'brokers')
      .returning('revision')
      .executeTakeFirstOrThrow();
    const revision = current + 1;
    return work({
      db: transaction,
      revision,
      atMs: clock.nowMs(),
      async raiseRevision() {
        await transaction.updateTable('revisions').set({ revision }).where('subject', '=', 'brokers').execute();
      },
    });
  });
}
