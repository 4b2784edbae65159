import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who administers the bridge. */
export const staff: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** Those who change members do so one after the other, by the row of `revisions`. */
const STATEMENTS = [
  `create table staff_members (
    id text primary key,
    email text not null unique,
    name text not null,
    role text not null check (role in ('owner', 'admin', 'support', 'auditor')),
    reach_json text,
    status text not null check (status in ('invited', 'active', 'disabled')),
    password_hash text,
    sealed_totp text,
    totp_last_step bigint,
    credentials_revision bigint not null,
    revision bigint not null,
    last_sign_in_at_ms bigint,
    created_at_ms bigint not null
  )`,
  `create table staff_recovery_codes (
    member_id text not null references staff_members (id),
    code_hash text not null,
    primary key (member_id, code_hash)
  )`,
  `create table staff_sessions (
    id text primary key,
    member_id text not null references staff_members (id),
    token_hash text not null unique,
    credentials_revision bigint not null,
    how text not null,
    address text not null,
    user_agent text not null,
    created_at_ms bigint not null,
    last_seen_at_ms bigint not null,
    stepped_up_until_ms bigint
  )`,
  'create index staff_sessions_by_member on staff_sessions (member_id)',
  'create index staff_sessions_by_last_seen on staff_sessions (last_seen_at_ms)',
  `create table staff_links (
    kind text not null,
    holder text not null,
    token_hash text not null unique,
    resets_factors bigint not null check (resets_factors in (0, 1)),
    expires_at_ms bigint,
    primary key (kind, holder)
  )`,
  `insert into revisions (subject, revision) values ('staff', 0)`,
];
