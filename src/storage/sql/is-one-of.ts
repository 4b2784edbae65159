import { type SqlBool, sql } from 'kysely';
import type { RecordConnection } from './open-record-database.ts';

/** Whether a row is of one of these white labels; as one parameter, for there can be more of them than a statement takes. */
export function isOneOf(engine: RecordConnection['engine'], names: readonly string[]) {
  if (engine === 'postgres') return sql<SqlBool>`broker_name = any(${[...names]}::text[])`;
  return sql<SqlBool>`broker_name in (select value from json_each(${JSON.stringify(names)}))`;
}
