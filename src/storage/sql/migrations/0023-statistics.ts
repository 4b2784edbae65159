import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What happened at each white label, by minute, hour and day; and which payments were counted there. */
export const statistics: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};

const PLACE = `step text not null check (step in ('minute', 'hour', 'day')),
    broker_name text not null,
    start_ms bigint not null`;

const COUNTS = [
  ...['sign_ins', 'sign_ins_failed'],
  ...['exchanges_one_time', 'exchanges_access', 'exchanges_app', 'exchanges_failed'],
  ...['client_errors', 'server_errors'],
  ...Array.from({ length: 11 }, (_, bucket) => `latency_${bucket}`),
].map((name) => `${name} bigint not null`);

/** No white label is referred to, for all of them together have a row as well. */
const STATEMENTS = [
  `create table statistics_counts (
    ${PLACE},
    ${COUNTS.join(',\n    ')},
    primary key (broker_name, step, start_ms)
  )`,
  'create index statistics_counts_by_time on statistics_counts (step, start_ms)',

  `create table statistics_money (
    ${PLACE},
    kind text not null check (kind in ('deposit', 'withdrawal')),
    currency text not null,
    money_digits bigint not null,
    payments bigint not null,
    amount_minor bigint not null,
    primary key (broker_name, step, start_ms, kind, currency, money_digits)
  )`,
  'create index statistics_money_by_time on statistics_money (step, start_ms)',

  `create table statistics_processes (
    process_id text primary key,
    sequence bigint not null,
    added_at_ms bigint not null
  )`,
  'create index statistics_processes_by_time on statistics_processes (added_at_ms)',

  'alter table payments add column counted_at_ms bigint',
  `create index payments_uncounted on payments (updated_at_ms)
    where counted_at_ms is null and state in ('credited', 'paid')`,
];
