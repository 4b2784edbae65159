import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Users who are disabled, until when what they hold is worth nothing, how often each was changed, and lists of users and payments that are read page by page. */
export const usersAndAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  'alter table users add column disabled_at_ms bigint',
  'alter table users add column sessions_ended_at_ms bigint',
  'alter table users add column revision bigint not null default 1',
  'alter table users add column updated_at_ms bigint not null default 0',
  'update users set updated_at_ms = created_at_ms',
  // The platform’s ids are unique on a CRM, and looked for at a white label.
  'create index users_by_platform_user on users (broker_name, platform_user_id)',
  'create index users_by_time on users (broker_name, created_at_ms, id)',
  'create index users_by_partner on users (broker_name, partner_id, created_at_ms, id) where partner_id is not null',
];
