import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Deposits, the limits of each broker, and the digits of each account's money. */
export const payments: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const STATEMENTS = [
  `alter table brokers add column payments_json text not null
    default '{"minDepositMinor":1000,"maxDepositMinor":1000000}'`,
  'alter table trading_accounts add column money_digits bigint not null default 2',

  `create table payments (
    id text not null,
    broker_name text not null,
    user_id text not null,
    login bigint not null,
    currency text not null,
    money_digits bigint not null,
    amount_minor bigint not null check (amount_minor > 0),
    state text not null
      check (state in ('created', 'authorised', 'crediting', 'credited', 'failed', 'unconfirmed')),
    failure text check (failure in ('declined', 'refused')),
    cashier text not null,
    cashier_reference text,
    attempts bigint not null,
    balance_history_id bigint,
    due_at_ms bigint not null,
    revision bigint not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    primary key (broker_name, id),
    foreign key (broker_name, user_id) references users (broker_name, id)
  )`,
  `create index payments_due on payments (due_at_ms) where state not in ('credited', 'failed')`,
];
