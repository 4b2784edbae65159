import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The keys of a broker's own systems. */
export const apiKeys: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** A key is found by any of its texts. */
const STATEMENTS = [
  `create table api_keys (
    id text primary key,
    broker_name text references brokers (broker_name),
    broker_crm_name text references crms (broker_crm_name),
    kind text not null,
    environment text not null,
    name text not null,
    scopes_json text not null,
    ip_list_json text not null,
    requires_signature bigint not null check (requires_signature in (0, 1)),
    expires_at_ms bigint,
    revoked_at_ms bigint,
    last_used_at_ms bigint,
    expiry_announced_at_ms bigint,
    created_at_ms bigint not null,
    check ((broker_name is null) <> (broker_crm_name is null))
  )`,
  'create index api_keys_by_broker on api_keys (broker_name)',
  'create index api_keys_by_crm on api_keys (broker_crm_name)',
  `create index api_keys_by_end on api_keys (expires_at_ms)
    where revoked_at_ms is null and expiry_announced_at_ms is null`,
  `create table api_key_pairs (
    id text primary key,
    api_key_id text not null references api_keys (id),
    text_hash text not null unique,
    sealed_secret text,
    created_at_ms bigint not null,
    ends_at_ms bigint
  )`,
  'create index api_key_pairs_by_key on api_key_pairs (api_key_id)',
];
