import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What waits, or was given up, is counted without a look at all the rest. */
export const backlogs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  'create index mail_outbox_of_broker on mail_outbox (broker_name, created_at_ms)',
  'create index logout_outbox_of_broker on logout_outbox (broker_name, created_at_ms)',
  `create index webhook_deliveries_undelivered
    on webhook_deliveries (state, broker_name, created_at_ms, webhook_id) where state <> 'delivered'`,
];
