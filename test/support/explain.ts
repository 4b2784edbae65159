import { CompiledQuery, type RawBuilder } from 'kysely';
import type { RecordConnection } from '../../src/storage/sql/open-record-database.ts';

/** @returns How an engine goes about a statement, a line a step. */
export async function explain({ db, engine }: RecordConnection, statement: RawBuilder<unknown>): Promise<string[]> {
  const query = statement.compile(db);
  const prefix = engine === 'postgres' ? 'explain (costs off) ' : 'explain query plan ';
  const { rows } = await db.executeQuery<Record<string, string>>(
    CompiledQuery.raw(prefix + query.sql, [...query.parameters]),
  );
  // Names of a thousand white labels are of no use to whoever reads it.
  return rows.map((row) => (row['QUERY PLAN'] ?? row.detail ?? '').replace(/'?\{[^}]{60,}\}'?/g, '{…}'));
}
