import { type RawBuilder, sql } from 'kysely';

/** Tables whose rows are only ever added to. */
export type StatisticsTable = 'statistics_counts' | 'statistics_money';

/** What stands there and what was to be inserted, together. */
export function addedTo(table: StatisticsTable, column: string): RawBuilder<number> {
  return sql<number>`${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`;
}
