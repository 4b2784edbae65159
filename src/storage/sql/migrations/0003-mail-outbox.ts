import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Letters that wait to be sent. */
export const mailOutbox: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table mail_outbox (
    id text primary key,
    broker_name text not null references brokers (broker_name),
    kind text not null,
    sealed_letter text not null,
    failures bigint not null,
    due_at_ms bigint not null,
    lease_holder text,
    created_at_ms bigint not null
  )`,
  'create index mail_outbox_by_due on mail_outbox (due_at_ms)',
];
