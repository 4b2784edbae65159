import { type Expression, type SqlBool, sql } from 'kysely';
import type { ListedOf, ListedPlace } from '../../lib/listed-of.ts';

/** Whether one of the columns holds the text, in capitals or not. */
export function containsText(columns: readonly string[], text: string): Expression<SqlBool> {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  const tests = columns.map((column) => sql`lower(${sql.ref(column)}) like ${pattern} escape '\\'`);
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`;
}

/** Whether a row stands behind a place, where the newest are first. */
export function isBehind({ createdAtMs, brokerName, id }: ListedPlace): Expression<SqlBool> {
  return sql<SqlBool>`(created_at_ms, coalesce(broker_name, ''), id) < (${createdAtMs}, ${brokerName}, ${id})`;
}

/** The order that goes with `isBehind`. */
export const NEWEST_FIRST = sql`created_at_ms desc, coalesce(broker_name, '') desc, id desc`;

/** What is asked of any such list, but for the white labels. */
export function testsOf({ search, after }: ListedOf, names: readonly string[]): Expression<SqlBool> {
  const tests = [
    ...(search === undefined || search === '' ? [] : [containsText(names, search)]),
    ...(after === undefined ? [] : [isBehind(after)]),
  ];
  return tests.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(tests, sql` and `)}`;
}
