import { CompiledQuery, sql } from 'kysely';
import { STATISTICS_STEPS, type StatisticsStep } from '../../src/lib/statistics-counts.ts';
import type { RecordConnection } from '../../src/storage/sql/open-record-database.ts';
import { COUNT_COLUMNS } from '../../src/storage/sql/statistics-rows.ts';

export interface Filling {
  /** White labels that are there: `white_label_0` and so on, all of this CRM. */
  readonly brokers: number;
  readonly brokerCrmName: string;
  /** `user-1` and so on, spread evenly. */
  readonly users: number;
  /** `pay-1` and so on, of users all over. */
  readonly payments: number;
  /** When the last of all was made. */
  readonly endMs: number;
}

export const fillingBroker = (index: number) => `white_label_${index}`;

/** Each eight letters wide; found by its place. */
const FIRST_NAMES = ['Ada', 'Boris', 'Chen', 'Dilek', 'Emil', 'Fatima', 'Goran', 'Hanna', 'Ines', 'Jonas']
  .map((name) => name.padEnd(8))
  .join('');
const LAST_NAMES = ['Abe', 'Becker', 'Costa', 'Dumont', 'Eriksen', 'Fischer', 'Garcia', 'Haddad', 'Ivanova', 'Jansen']
  .concat(['Kowalski', 'Lindholm', 'Moreau', 'Novak', 'Okafor', 'Petrov', 'Quinn', 'Rossi', 'Silva', 'Tanaka'])
  .map((name) => name.padEnd(8))
  .join('');

/** PostgreSQL gives up a statement after four seconds. */
const ROWS_AT_ONCE = 25_000;

/** Writes users, payments and statistics straight into the tables, as fast as the engine takes them. */
export async function fillRecords(connection: RecordConnection, filling: Filling): Promise<void> {
  await inPieces(connection, filling.users, (numbers) => usersOf(numbers, filling));
  await inPieces(connection, filling.payments, (numbers) => paymentsOf(numbers, filling));
  const { brokers } = filling;
  for (const { step, every, parts } of PARTS) {
    await inPieces(connection, brokers * parts, (numbers) => countsOf(numbers, filling, step, every, false));
    await inPieces(connection, brokers * parts, (numbers) => moneyOf(numbers, filling, step, every, false));
    await inPieces(connection, parts, (numbers) => countsOf(numbers, filling, step, every, true));
    await inPieces(connection, parts, (numbers) => moneyOf(numbers, filling, step, every, true));
  }
  await sql`analyze`.execute(connection.db);
}

/** A day of every fifth minute, two days of hours, and a year of days. */
const PARTS: readonly { step: StatisticsStep; every: number; parts: number }[] = [
  { step: 'minute', every: 5 * STATISTICS_STEPS.minute, parts: 288 },
  { step: 'hour', every: STATISTICS_STEPS.hour, parts: 48 },
  { step: 'day', every: STATISTICS_STEPS.day, parts: 366 },
];

async function inPieces({ db }: RecordConnection, rows: number, insert: (numbers: string) => string): Promise<void> {
  for (let first = 1; first <= rows; first += ROWS_AT_ONCE) {
    const last = Math.min(rows, first + ROWS_AT_ONCE - 1);
    const numbers = `with recursive numbers (i) as (
      select cast(${first} as bigint) union all select i + 1 from numbers where i < ${last}
    )`;
    await db.executeQuery(CompiledQuery.raw(insert(numbers)));
  }
}

function usersOf(numbers: string, { brokers, brokerCrmName, users, endMs }: Filling): string {
  return `${numbers}
    insert into users (id, broker_name, broker_crm_name, email, password_hash, first_name, last_name, preferred_language,
      platform_user_id, marketing_json, revision, created_at_ms, updated_at_ms, search_name, search_surname)
    select 'user-' || i, 'white_label_' || (i % ${brokers}), '${brokerCrmName}', lower(first) || '.' || lower(last) || '.' || i || '@example.com',
      '$argon2id$none', first, last, 'en', 10000000 + i, '{}', 1, ${endMs - users} + i, ${endMs - users} + i,
      lower(first) || ' ' || lower(last), lower(last) || ' ' || lower(first)
    from (
      select i, trim(substr('${FIRST_NAMES}', cast((i / 7) % 10 * 8 + 1 as integer), 8)) as first,
        trim(substr('${LAST_NAMES}', cast((i / 13) % 20 * 8 + 1 as integer), 8)) as last
      from numbers
    ) as named`;
}

/** One of a thousand is unconfirmed. */
function paymentsOf(numbers: string, { brokers, users, payments, endMs }: Filling): string {
  return `${numbers}
    insert into payments (id, kind, broker_name, user_id, login, currency, money_digits, amount_minor, state, cashier,
      cashier_reference, attempts, due_at_ms, revision, created_at_ms, updated_at_ms, counted_at_ms)
    select 'pay-' || i, case when i % 5 = 0 then 'withdrawal' else 'deposit' end, 'white_label_' || (u % ${brokers}), 'user-' || u,
      3000000 + u, 'EUR', 2, 1000 + i % 5000,
      case when i % 1000 = 1 then 'unconfirmed' when i % 5 = 0 then 'paid' when i % 7 = 0 then 'failed' else 'credited' end,
      'sandbox', 'ref-' || i, 1, ${endMs} + 86400000, 3, ${endMs} + (i - ${payments}) * 1000, ${endMs}, ${endMs}
    from (select i, 1 + (i * 7919) % ${users} as u from numbers) as numbered`;
}

function countsOf(numbers: string, filling: Filling, step: StatisticsStep, every: number, isSum: boolean): string {
  const counts = COUNT_COLUMNS.map((_, index) => `(i * ${index + 3}) % 50`).join(', ');
  return `${numbers}
    insert into statistics_counts (step, broker_name, start_ms, ${COUNT_COLUMNS.join(', ')})
    select ${placeOf(filling, step, every, isSum)}, ${counts} from numbers`;
}

function moneyOf(numbers: string, filling: Filling, step: StatisticsStep, every: number, isSum: boolean): string {
  return `${numbers}
    insert into statistics_money (step, broker_name, start_ms, kind, currency, money_digits, payments, amount_minor)
    select ${placeOf(filling, step, every, isSum)}, 'deposit', 'EUR', 2, i % 9, i % 9000 from numbers`;
}

function placeOf({ brokers, endMs }: Filling, step: StatisticsStep, every: number, isSum: boolean): string {
  const latest = endMs - (endMs % every);
  if (isSum) return `'${step}', '', ${latest} - (i - 1) * ${every}`;
  return `'${step}', 'white_label_' || (i % ${brokers}), ${latest} - (i - 1) / ${brokers} * ${every}`;
}
