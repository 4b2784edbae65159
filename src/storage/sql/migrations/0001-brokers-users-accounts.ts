import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** CRMs, brokers, their users and the users' trading accounts. */
export const brokersUsersAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** Both engines understand these; `bigint` is what SQLite calls an integer. */
const STATEMENTS = [
  `create table revisions (
    subject text primary key,
    revision bigint not null
  )`,
  `insert into revisions (subject, revision) values ('brokers', 0)`,

  `create table crms (
    broker_crm_name text primary key,
    display_name text not null
  )`,

  `create table brokers (
    broker_name text primary key,
    broker_crm_name text not null references crms (broker_crm_name),
    display_name text not null,
    white_label_of text,
    enabled bigint not null check (enabled in (0, 1)),
    platform_json text not null,
    screens_json text not null,
    tokens_json text not null,
    first_account_json text,
    revision bigint not null,
    unique (broker_name, broker_crm_name)
  )`,
  'create index brokers_by_revision on brokers (revision)',

  `create table broker_hosts (
    host text primary key,
    broker_name text not null references brokers (broker_name),
    position bigint not null
  )`,
  'create index broker_hosts_by_broker on broker_hosts (broker_name)',

  `create table platform_passwords (
    id text not null,
    broker_name text not null references brokers (broker_name),
    hash text not null,
    created_at_ms bigint not null,
    expires_at_ms bigint,
    primary key (broker_name, id)
  )`,

  `create table users (
    id text primary key,
    broker_name text not null,
    broker_crm_name text not null,
    email text not null,
    password_hash text not null,
    first_name text,
    last_name text,
    preferred_language text not null,
    platform_user_id bigint,
    platform_asked_at_ms bigint,
    partner_id text,
    partner_reported_at_ms bigint,
    marketing_json text not null,
    created_at_ms bigint not null,
    foreign key (broker_name, broker_crm_name) references brokers (broker_name, broker_crm_name) on update cascade,
    unique (broker_name, id),
    unique (broker_name, email),
    unique (broker_crm_name, platform_user_id)
  )`,

  `create table trading_accounts (
    id text primary key,
    broker_name text not null,
    user_id text not null,
    environment text not null check (environment in ('demo', 'live')),
    login bigint not null,
    deposit_currency text not null,
    sealed_password_hash text,
    ctid_trader_account_id bigint,
    created_at_ms bigint not null,
    foreign key (broker_name, user_id) references users (broker_name, id),
    unique (broker_name, environment, login)
  )`,
  'create index trading_accounts_by_user on trading_accounts (broker_name, user_id, created_at_ms)',
];
