import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Backlog } from '../../lib/backlog.ts';
import { guardDriver } from '../driver-errors.ts';
import { isOneOf } from './is-one-of.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordTables } from './schema.ts';

export interface BacklogQuery {
  readonly table: keyof RecordTables;
  /** Which rows wait; all of them when left out. */
  readonly which?: RawBuilder<SqlBool>;
  /** `null` is all white labels. */
  readonly brokerNames: readonly string[] | null;
}

export async function countBacklog({ db, engine }: RecordConnection, query: BacklogQuery): Promise<Backlog> {
  const { rows } = await guardDriver(engine, () => backlogStatement(engine, query).execute(db));
  const [{ waiting = 0, oldest = null } = {}] = rows;
  return { count: waiting, oldestAtMs: oldest };
}

/** Exported for who wants to know how an engine goes about it. */
export function backlogStatement(engine: RecordConnection['engine'], { table, which, brokerNames }: BacklogQuery) {
  const conditions = [...(which ? [which] : []), ...(brokerNames === null ? [] : [isOneOf(engine, brokerNames)])];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return sql<{ waiting: number; oldest: number | null }>`
    select cast(count(*) as bigint) as waiting, min(created_at_ms) as oldest from ${sql.table(table)} ${where}`;
}

export const IS_UNCONFIRMED = sql<SqlBool>`state = 'unconfirmed'`;

/** The first test written out as the index has it. What was for a webhook that is gone is never sent. */
export function isUndelivered(state: 'pending' | 'dead') {
  return sql<SqlBool>`state <> 'delivered' and state = ${state}
    and exists (select 1 from webhooks where webhooks.id = webhook_deliveries.webhook_id)`;
}
