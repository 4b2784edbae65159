import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Through which API key a signature came, where a system of the broker's noted it for the trader. */
export const agreements: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('agreement_signatures').addColumn('api_key_id', 'text').execute();
  },
};
