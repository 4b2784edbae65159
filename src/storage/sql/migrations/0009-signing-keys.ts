import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The keys with which each white label's issuer signs. */
export const signingKeys: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `create table signing_keys (
    id text not null,
    broker_name text not null references brokers (broker_name),
    algorithm text not null check (algorithm in ('ES256', 'RS256')),
    public_jwk_json text not null,
    sealed_private_jwk text not null,
    created_at_ms bigint not null,
    signs_from_ms bigint not null,
    retires_at_ms bigint,
    primary key (broker_name, id)
  )`,
];
