import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who looked at which person's data: a log for each white label, and where it ends. */
export const privacyLog: Migration = {
  async up(db: Kysely<unknown>) {
    const guards = db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES_GUARDS : SQLITE_GUARDS;
    for (const statement of [...STATEMENTS, ...guards]) await sql.raw(statement).execute(db);
  },
};

/** Of a time no more than a date can say, of a sequence no more than a number. */
const STATEMENTS = [
  `alter table brokers add column privacy_json text not null default '{"allowPlaceholders":false}'`,

  `create table privacy_log_heads (
    broker_name text primary key references brokers (broker_name),
    sequence bigint not null check (sequence between 0 and 9007199254740991),
    hash text not null
  )`,

  `create table privacy_log_entries (
    broker_name text not null references privacy_log_heads (broker_name),
    sequence bigint not null check (sequence between 1 and 9007199254740991),
    at_ms bigint not null check (at_ms between 0 and 8640000000000000),
    api_key_id text not null,
    principal text not null,
    justification text not null,
    person_id text not null,
    resource text not null,
    operation text not null,
    fields_json text not null,
    request_id text not null,
    previous_hash text not null,
    hash text not null,
    primary key (broker_name, sequence)
  )`,
  'create index privacy_log_entries_by_person on privacy_log_entries (broker_name, person_id, sequence)',
];

/** Whoever may alter tables can take these away; the hashes are for that. */
const SQLITE_GUARDS = [
  ['update', 'privacy_log_entries'],
  ['delete', 'privacy_log_entries'],
  ['delete', 'privacy_log_heads'],
].map(
  ([change, table]) => `create trigger ${table}_no_${change} before ${change} on ${table}
    begin select raise(abort, 'the privacy log is only ever appended to'); end`,
);

const POSTGRES_GUARDS = [
  `create function refuse_privacy_log_change() returns trigger language plpgsql as $$
    begin raise exception 'the privacy log is only ever appended to'; end $$`,
  `create trigger privacy_log_entries_kept before update or delete or truncate on privacy_log_entries
    for each statement execute function refuse_privacy_log_change()`,
  `create trigger privacy_log_heads_kept before delete or truncate on privacy_log_heads
    for each statement execute function refuse_privacy_log_change()`,
];
