import { type SqlBool, sql } from 'kysely';
import type { CountBatch, StatisticsSpan, StatisticsStore } from '../../domain/statistics/statistics-store.ts';
import { ALL_BROKERS, type StatisticsStep } from '../../lib/statistics-counts.ts';
import { guardDriver } from '../driver-errors.ts';
import { addedTo, type StatisticsTable } from './added-to.ts';
import { countEndedPayments } from './count-ended-payments.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';
import { COUNT_COLUMNS, toCountRow, toCounts, toMoney } from './statistics-rows.ts';
import type { StatisticsCountTable } from './statistics-tables.ts';

/** Keeps a statement below the number of values that the engines take. */
const ROWS_PER_STATEMENT = 300;

/** Sums; every write adds to what stands there. */
export function createSqlStatisticsStore({ db, engine }: RecordConnection): StatisticsStore {
  return {
    add: (batch) => guardDriver(engine, () => addBatch(db, batch)),
    countPayments: (how, sumUp) => guardDriver(engine, () => countEndedPayments(db, engine, how, sumUp)),
    async sumByTime(span) {
      const query = countsQuery(db, ofAll(span)).select('start_ms').groupBy('start_ms').orderBy('start_ms');
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ startMs: row.start_ms, ...toCounts({ ...row }) }));
    },
    async sumByBroker(span) {
      const query = countsQuery(db, span)
        .select('broker_name')
        .groupBy('broker_name')
        .where('broker_name', '<>', ALL_BROKERS);
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ brokerName: row.broker_name, ...toCounts({ ...row }) }));
    },
    async sumMoneyByTime(span) {
      const query = moneyQuery(db, ofAll(span)).select('start_ms').groupBy('start_ms').orderBy('start_ms');
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ startMs: row.start_ms, ...toMoney(row) }));
    },
    async sumMoneyByBroker(span) {
      const query = moneyQuery(db, span)
        .select('broker_name')
        .groupBy('broker_name')
        .where('broker_name', '<>', ALL_BROKERS);
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ brokerName: row.broker_name, ...toMoney(row) }));
    },
    sweep: (step, beforeMs, limit) =>
      guardDriver(engine, async () => {
        const counts = await sweepQuery('statistics_counts', step, beforeMs, limit).execute(db);
        const money = await sweepQuery('statistics_money', step, beforeMs, limit).execute(db);
        return Math.max(Number(counts.numAffectedRows ?? 0n), Number(money.numAffectedRows ?? 0n));
      }),
    async forgetProcesses(beforeMs) {
      const removal = db.deleteFrom('statistics_processes').where('added_at_ms', '<', beforeMs);
      await guardDriver(engine, () => removal.execute());
    },
  };
}

/** A batch that is sent again finds its number taken; while its first sending is under way, it waits for that here. */
async function addBatch(db: RecordDatabase, { processId, sequence, atMs, rows }: CountBatch): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const claim = transaction
      .insertInto('statistics_processes')
      .values({ process_id: processId, sequence, added_at_ms: atMs })
      .onConflict((on) =>
        on
          .column('process_id')
          .doUpdateSet({ sequence, added_at_ms: atMs })
          .where('statistics_processes.sequence', '<', sequence),
      );
    if ((await claim.executeTakeFirst()).numInsertedOrUpdatedRows !== 1n) return false;
    for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
      await addQuery(transaction, rows.slice(start, start + ROWS_PER_STATEMENT).map(toCountRow)).execute();
    }
    return true;
  });
}

function addQuery(db: RecordDatabase, rows: readonly StatisticsCountTable[]) {
  return db
    .insertInto('statistics_counts')
    .values(rows)
    .onConflict((on) =>
      on
        .columns(['broker_name', 'step', 'start_ms'])
        .doUpdateSet(Object.fromEntries(COUNT_COLUMNS.map((column) => [column, addedTo('statistics_counts', column)]))),
    );
}

function countsQuery(db: RecordDatabase, span: StatisticsSpan) {
  const sums = COUNT_COLUMNS.map((column) => sumOf(column).as(column));
  return db.selectFrom('statistics_counts').select(sums).where(isIn(span));
}

function moneyQuery(db: RecordDatabase, span: StatisticsSpan) {
  return db
    .selectFrom('statistics_money')
    .select(['kind', 'currency', 'money_digits'])
    .select(sumOf('payments').as('payments'))
    .select(sql<string>`cast(sum(amount_minor) as text)`.as('amount_minor'))
    .where(isIn(span))
    .groupBy(['kind', 'currency', 'money_digits']);
}

/** PostgreSQL makes a decimal number of a sum, which its driver gives as a text. */
function sumOf(column: string) {
  return sql<number>`cast(sum(${sql.ref(column)}) as bigint)`;
}

/** All together have rows of their own. */
function ofAll(span: StatisticsSpan): StatisticsSpan {
  return { ...span, brokerNames: span.brokerNames ?? [ALL_BROKERS] };
}

function isIn({ step, brokerNames, fromMs, toMs }: StatisticsSpan) {
  const inTime = sql<SqlBool>`step = ${step} and start_ms >= ${fromMs} and start_ms < ${toMs}`;
  if (brokerNames === null) return inTime;
  return sql<SqlBool>`${inTime} and broker_name in (${sql.join(brokerNames)})`;
}

function sweepQuery(table: StatisticsTable, step: StatisticsStep, beforeMs: number, limit: number) {
  const place = sql`broker_name, step, start_ms`;
  const old = sql`select ${place} from ${sql.table(table)} where step = ${step} and start_ms < ${beforeMs} limit ${limit}`;
  return sql`delete from ${sql.table(table)} where (${place}) in (${old})`;
}
