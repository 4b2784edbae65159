import { type SqlBool, sql } from 'kysely';
import type { CountPayments, EndedPayment, MoneySumRow } from '../../domain/statistics/statistics-store.ts';
import { addedTo } from './added-to.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';
import { toMoneyRow } from './statistics-rows.ts';

type SumUp = (ended: readonly EndedPayment[]) => MoneySumRow[];

const ROWS_PER_STATEMENT = 1000;
/** Written out, as the index has it. */
const IS_UNCOUNTED = sql<SqlBool>`counted_at_ms is null and state in ('credited', 'paid')`;

/** Looks first, for to begin a transaction keeps others from writing on SQLite. */
export async function countEndedPayments(
  db: RecordDatabase,
  engine: RecordConnection['engine'],
  { atMs, limit }: CountPayments,
  sumUp: SumUp,
): Promise<number> {
  const waiting = db.selectFrom('payments').select('id').where(IS_UNCOUNTED).limit(1);
  if ((await waiting.execute()).length === 0) return 0;
  return db.transaction().execute(async (transaction) => {
    const ended = await takeUncounted(transaction, engine, { atMs, limit });
    const rows = sumUp(ended);
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      await addQuery(transaction, rows.slice(start, start + ROWS_PER_STATEMENT)).execute();
    }
    return ended.length;
  });
}

async function takeUncounted(
  transaction: RecordDatabase,
  engine: RecordConnection['engine'],
  { atMs, limit }: CountPayments,
): Promise<EndedPayment[]> {
  const oldest = transaction
    .selectFrom('payments')
    .select(['broker_name', 'id'])
    .where(IS_UNCOUNTED)
    .orderBy('updated_at_ms')
    .limit(limit);
  // On SQLite nobody else writes meanwhile; on PostgreSQL two processes take different ones.
  const found = await (engine === 'postgres' ? oldest.forUpdate().skipLocked() : oldest).execute();
  if (found.length === 0) return [];
  // Of two white labels with payments of one id it may take both; what counts is what it took.
  const taken = await transaction
    .updateTable('payments')
    .set({ counted_at_ms: atMs })
    .where('broker_name', 'in', [...new Set(found.map((row) => row.broker_name))])
    .where(
      'id',
      'in',
      found.map((row) => row.id),
    )
    .where(IS_UNCOUNTED)
    .returning(['broker_name', 'kind', 'currency', 'money_digits', 'amount_minor', 'updated_at_ms'])
    .execute();
  return taken.map((row) => ({
    ...{ brokerName: row.broker_name, kind: row.kind, currency: row.currency },
    ...{ moneyDigits: row.money_digits, amountMinor: row.amount_minor, endedAtMs: row.updated_at_ms },
  }));
}

function addQuery(db: RecordDatabase, rows: readonly MoneySumRow[]) {
  return db
    .insertInto('statistics_money')
    .values(rows.map(toMoneyRow))
    .onConflict((on) =>
      on.columns(['broker_name', 'step', 'start_ms', 'kind', 'currency', 'money_digits']).doUpdateSet({
        payments: addedTo('statistics_money', 'payments'),
        amount_minor: addedTo('statistics_money', 'amount_minor'),
      }),
    );
}
