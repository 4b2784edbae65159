import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Withdrawals beside deposits, traders who are at the cashier, money to be given back, and what staff settled. The table is
 * written anew, since SQLite changes no constraint of one that is there.
 */
export const paymentKinds: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const KEPT = `id, broker_name, user_id, login, currency, money_digits, amount_minor, state, failure, cashier,
  cashier_reference, attempts, balance_history_id, due_at_ms, revision, created_at_ms, updated_at_ms`;

const STATEMENTS = [
  `create table payments_of_kinds (
    id text not null,
    kind text not null check (kind in ('deposit', 'withdrawal')),
    broker_name text not null,
    user_id text not null,
    login bigint not null,
    currency text not null,
    money_digits bigint not null,
    amount_minor bigint not null check (amount_minor > 0),
    state text not null check (state in (
      'created', 'awaiting', 'authorised', 'crediting', 'credited',
      'requested', 'debiting', 'debited', 'paying', 'paid', 'returning', 'returned',
      'failed', 'unconfirmed')),
    failure text check (failure in ('declined', 'refused', 'unavailable', 'expired')),
    cashier text not null,
    cashier_reference text,
    release_state text check (release_state in ('due', 'done', 'by_hand')),
    pending_call text check (pending_call in ('credit', 'debit', 'payout', 'return')),
    attempts bigint not null,
    balance_history_id bigint,
    expires_at_ms bigint,
    settlement_json text,
    due_at_ms bigint not null,
    revision bigint not null,
    created_at_ms bigint not null,
    updated_at_ms bigint not null,
    primary key (broker_name, id),
    foreign key (broker_name, user_id) references users (broker_name, id)
  )`,
  `insert into payments_of_kinds (kind, pending_call, ${KEPT})
    select 'deposit', case when state in ('crediting', 'unconfirmed') then 'credit' end, ${KEPT} from payments`,
  'drop table payments',
  'alter table payments_of_kinds rename to payments',
  `create index payments_due on payments (due_at_ms) where state not in ('credited', 'failed', 'paid', 'returned')`,
  `create index payments_release_due on payments (due_at_ms) where release_state = 'due'`,
  'create index payments_of_user on payments (broker_name, user_id, created_at_ms)',
  'create index payments_by_time on payments (broker_name, created_at_ms)',
];
