import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** New email addresses that platform and bridge are not at one about yet. */
export const emailChanges: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table email_changes (
    broker_name text not null,
    user_id text not null,
    new_email text not null,
    password_mark text not null,
    attempts bigint not null,
    due_at_ms bigint not null,
    primary key (broker_name, user_id),
    foreign key (broker_name, user_id) references users (broker_name, id),
    unique (broker_name, new_email)
  )`,
  'create index email_changes_by_due on email_changes (due_at_ms)',
];
