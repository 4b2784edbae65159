import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Word of log-outs that waits to be told to apps. */
export const appLogouts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table logout_outbox (
    id text primary key,
    broker_name text not null references brokers (broker_name),
    client_id text not null,
    issuer text not null,
    user_id text not null,
    sid text not null,
    failures bigint not null,
    due_at_ms bigint not null,
    lease_holder text,
    created_at_ms bigint not null
  )`,
  'create index logout_outbox_by_due on logout_outbox (due_at_ms)',
];
