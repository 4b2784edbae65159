import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who signed a version of an agreement, and how many did, without reading all signatures. */
export const signaturesByVersion: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(INDEX).execute(db);
  },
};

const INDEX = `create index agreement_signatures_by_version
  on agreement_signatures (broker_name, agreement_id, version, signed_at_ms, user_id)`;
