import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The KYC case of each user, and the documents that were handed in. */
export const kyc: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** `bytea` is PostgreSQL's; SQLite keeps bytes as they are, whatever a column's type. */
const STATEMENTS = [
  `create table kyc_cases (
    broker_name text not null,
    user_id text not null,
    state text not null check (state in ('in_review', 'approved', 'refused')),
    submission bigint not null,
    reason text,
    decided_by text,
    submitted_at_ms bigint not null,
    decided_at_ms bigint,
    revision bigint not null,
    primary key (broker_name, user_id),
    foreign key (broker_name, user_id) references users (broker_name, id)
  )`,
  'create index kyc_cases_by_submission on kyc_cases (broker_name, submitted_at_ms, user_id)',

  `create table kyc_documents (
    id text not null,
    broker_name text not null,
    user_id text not null,
    submission bigint not null,
    kind text not null check (kind in ('identity-front', 'identity-back', 'proof-of-address')),
    content_type text not null,
    byte_count bigint not null,
    sha256 text not null,
    sealed_key text not null,
    sealed_content bytea not null,
    created_at_ms bigint not null,
    primary key (broker_name, id),
    foreign key (broker_name, user_id) references kyc_cases (broker_name, user_id),
    unique (broker_name, user_id, submission, kind)
  )`,
];
