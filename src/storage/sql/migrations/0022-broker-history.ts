import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What white labels were set to, revision by revision. One that was there before gets its first with its next change. */
export const brokerHistory: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw(STATEMENT).execute(db);
  },
};

const STATEMENT = `create table broker_revisions (
  broker_name text not null references brokers (broker_name),
  revision bigint not null,
  at_ms bigint not null,
  actor_json text not null,
  changed_json text not null,
  untold_json text not null,
  snapshot_json text not null,
  primary key (broker_name, revision)
)`;
