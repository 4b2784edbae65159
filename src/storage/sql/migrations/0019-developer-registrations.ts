import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Developers who asked for keys, and what was decided. */
export const developerRegistrations: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table developer_registrations (
    id text not null,
    broker_name text not null references brokers (broker_name),
    company text not null,
    contact_name text not null,
    email text not null,
    website text,
    use_case text not null,
    redirect_uris_json text not null,
    scopes_json text not null,
    state text not null check (state in ('submitted', 'approved', 'refused')),
    reason text,
    decided_by text,
    decided_at_ms bigint,
    api_key_ids_json text not null,
    revision bigint not null,
    created_at_ms bigint not null,
    primary key (broker_name, id)
  )`,
  'create index developer_registrations_by_time on developer_registrations (broker_name, created_at_ms, id)',
];
