import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What staff signs in with besides a password: keys in their devices, and accounts at another OpenID provider. */
export const passkeys: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table passkeys (
    id text not null primary key,
    holder_id text not null,
    label text not null,
    credential_id text not null unique,
    public_key text not null,
    counter bigint not null,
    transports_json text not null,
    is_synced bigint not null check (is_synced in (0, 1)),
    created_at_ms bigint not null,
    last_used_at_ms bigint
  )`,
  'create index passkeys_by_holder on passkeys (holder_id, created_at_ms, id)',
  // One account is one member's; and a member has one account at each provider.
  `create table staff_upstream_accounts (
    issuer text not null,
    subject text not null,
    member_id text not null,
    created_at_ms bigint not null,
    primary key (issuer, subject),
    unique (issuer, member_id)
  )`,
  'create index staff_upstream_accounts_by_member on staff_upstream_accounts (member_id)',
];
