import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Applications that a white label registered with its issuer. */
export const oidcClients: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

/** A client and its secrets change together, and the secrets are few: they share a row. */
const STATEMENTS = [
  `create table oidc_clients (
    broker_name text not null references brokers (broker_name),
    id text not null,
    name text not null,
    enabled bigint not null check (enabled in (0, 1)),
    settings_json text not null,
    secrets_json text not null,
    tokens_revoked_at_ms bigint,
    created_at_ms bigint not null,
    primary key (broker_name, id)
  )`,
];
