import { type SqlBool, sql } from 'kysely';
import type { Payment } from '../../domain/payments/payment.ts';
import type { PaymentSearch } from '../../domain/payments/payment-search.ts';
import { byBytes } from './by-bytes.ts';
import { isOneOf } from './is-one-of.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toPayment } from './payment-rows.ts';
import type { RecordDatabase } from './schema.ts';

type Engine = RecordConnection['engine'];
type Condition = ReturnType<typeof sql<SqlBool>>;
type Row = Parameters<typeof toPayment>[0];

export async function searchPayments(db: RecordDatabase, engine: Engine, search: PaymentSearch): Promise<Payment[]> {
  const { rows } = await paymentSearchStatement(engine, search).execute(db);
  return rows.map(toPayment);
}

/** Exported for who wants to know how an engine goes about it. */
export function paymentSearchStatement(engine: Engine, search: PaymentSearch) {
  const { brokerNames, userId, reference, limit } = search;
  const conditions = conditionsOf(search);
  const names = brokerNames && byBytes(brokerNames);
  if (names === null) return newest(conditions, limit);
  if (names.length === 1) return newest([sql<SqlBool>`broker_name = ${names[0]}`, ...conditions], limit);
  // These are few, wherever they are.
  const isNarrow = userId !== undefined || reference !== undefined;
  if (isNarrow) return newest([isOneOf(engine, names), ...conditions], limit);
  return engine === 'postgres'
    ? newestOfEach(names, conditions, limit)
    : newestOfEachOnSqlite(names, conditions, limit);
}

function newest(conditions: readonly Condition[], limit: number) {
  const which = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return sql<Row>`select * from payments ${which} order by created_at_ms desc, id desc limit ${limit}`;
}

/** Of each white label a page at the most, from its stretch of the index; else a quiet one would be looked for among all payments. */
function newestOfEach(names: readonly string[], conditions: readonly Condition[], limit: number) {
  const which = [sql<SqlBool>`broker_name = reached.name`, ...conditions];
  return sql<Row>`select found.* from unnest(${[...names]}::text[]) as reached (name)
    cross join lateral (
      select * from payments where ${sql.join(which, sql` and `)} order by created_at_ms desc, id desc limit ${limit}
    ) as found
    order by found.created_at_ms desc, found.id desc limit ${limit}`;
}

function newestOfEachOnSqlite(names: readonly string[], conditions: readonly Condition[], limit: number) {
  const which = [sql<SqlBool>`broker_name = reached.value`, ...conditions];
  return sql<Row>`select found.* from json_each(${JSON.stringify(names)}) as reached
    cross join payments as found on found.rowid in (
      select rowid from payments where ${sql.join(which, sql` and `)} order by created_at_ms desc, id desc limit ${limit}
    )
    order by found.created_at_ms desc, found.id desc limit ${limit}`;
}

function conditionsOf(search: PaymentSearch): Condition[] {
  const { kind, state, isByHand, userId, createdFromMs, createdBeforeMs, reference, after } = search;
  const conditions: Condition[] = [];
  const add = (condition: Condition) => void conditions.push(condition);
  if (kind !== undefined) add(sql<SqlBool>`kind = ${kind}`);
  if (state !== undefined) add(sql<SqlBool>`state = ${state}`);
  // Written out as the indices have it.
  if (isByHand) add(sql<SqlBool>`release_state = 'by_hand'`);
  if (userId !== undefined) add(sql<SqlBool>`user_id = ${userId}`);
  if (createdFromMs !== undefined) add(sql<SqlBool>`created_at_ms >= ${createdFromMs}`);
  if (createdBeforeMs !== undefined) add(sql<SqlBool>`created_at_ms < ${createdBeforeMs}`);
  if (reference !== undefined) add(sql<SqlBool>`(id = ${reference} or cashier_reference = ${reference})`);
  if (after !== undefined) add(sql<SqlBool>`(created_at_ms, id) < (${after.createdAtMs}, ${after.id})`);
  return conditions;
}
