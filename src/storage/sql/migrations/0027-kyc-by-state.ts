import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which cases wait for staff, over all white labels, without reading those that are decided. */
export const kycByState: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(INDEX).execute(db);
  },
};

const INDEX = 'create index kyc_cases_by_state on kyc_cases (state, submitted_at_ms, broker_name, user_id)';
