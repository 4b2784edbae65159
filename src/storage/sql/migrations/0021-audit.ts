import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who changed what: a chain for each white label and one for the bridge, and where each ends. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    const guards = db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES_GUARDS : SQLITE_GUARDS;
    for (const statement of [...STATEMENTS, ...guards]) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // The bridge's own chain is the one without a name.
  `create table audit_heads (
    chain text primary key,
    broker_name text references brokers (broker_name),
    sequence bigint not null check (sequence between 0 and 9007199254740991),
    hash text not null,
    check (chain = coalesce(broker_name, ''))
  )`,

  `create table audit_entries (
    chain text not null references audit_heads (chain),
    sequence bigint not null check (sequence between 1 and 9007199254740991),
    id text not null unique,
    at_ms bigint not null check (at_ms between 0 and 8640000000000000),
    actor_kind text not null,
    actor_id text not null,
    actor_email text,
    address text,
    request_id text,
    action text not null,
    target_type text not null,
    target_id text not null,
    changes_json text not null,
    reason text,
    previous_hash text not null,
    hash text not null,
    primary key (chain, sequence)
  )`,
  'create index audit_entries_by_actor on audit_entries (chain, actor_id, sequence)',
  'create index audit_entries_by_action on audit_entries (chain, action, sequence)',
  'create index audit_entries_by_target on audit_entries (chain, target_type, target_id, sequence)',
  'create index audit_entries_by_time on audit_entries (chain, at_ms)',
];

/** Whoever may alter tables can take these away; the hashes are for that. */
const SQLITE_GUARDS = [
  ['update', 'audit_entries'],
  ['delete', 'audit_entries'],
  ['delete', 'audit_heads'],
].map(
  ([change, table]) => `create trigger ${table}_no_${change} before ${change} on ${table}
    begin select raise(abort, 'the change log is only ever appended to'); end`,
);

const POSTGRES_GUARDS = [
  `create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'the change log is only ever appended to'; end $$`,
  `create trigger audit_entries_kept before update or delete or truncate on audit_entries
    for each statement execute function refuse_audit_change()`,
  `create trigger audit_heads_kept before delete or truncate on audit_heads
    for each statement execute function refuse_audit_change()`,
];
