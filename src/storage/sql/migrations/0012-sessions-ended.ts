import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When all sessions of a white label were ended last. */
export const sessionsEnded: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('brokers').addColumn('sessions_ended_at_ms', 'bigint').execute();
  },
};
