import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What traders agreed to, and which accounts they asked for. */
export const agreementsAndAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  // Not bound to users: who signs up signs before the user is made.
  `create table agreement_signatures (
    broker_name text not null references brokers (broker_name),
    user_id text not null,
    agreement_id text not null,
    version text not null,
    language text not null,
    text_sha256 text not null,
    signed_at_ms bigint not null,
    address text not null,
    user_agent text not null,
    reported_at_ms bigint,
    primary key (broker_name, user_id, agreement_id, version)
  )`,
  `create table account_requests (
    id text not null,
    broker_name text not null,
    user_id text not null,
    offer_json text not null,
    state text not null check (state in ('opening', 'opened', 'failed', 'unconfirmed')),
    failure text check (failure in ('refused', 'unavailable')),
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    primary key (broker_name, id),
    foreign key (broker_name, user_id) references users (broker_name, id)
  )`,
  'create index account_requests_of_user on account_requests (broker_name, user_id, created_at_ms)',
];
