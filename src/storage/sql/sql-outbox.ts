import type { Kysely } from 'kysely';
import type { Outbox } from '../../lib/outbox.ts';
import { guardDriver } from '../driver-errors.ts';
import { countBacklog } from './count-backlog.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { OutboxTable, RecordTables } from './schema.ts';

type OutboxName = {
  [Name in keyof RecordTables]: RecordTables[Name] extends OutboxTable ? Name : never;
}[keyof RecordTables];

/** What all outboxes have in common. A lease is the time until which an entry is not due, and the name of who took it. */
export function createSqlOutbox<Name extends OutboxName, Entry extends { readonly createdAtMs: number }>(
  connection: RecordConnection,
  table: Name,
  toEntry: (row: RecordTables[Name]) => Entry,
): Outbox<Entry> {
  const { db, engine } = connection;
  // Of the table nothing is named here but what every outbox has.
  const outboxes = db as unknown as Kysely<Record<'outbox', OutboxTable>>;
  const name = table as unknown as 'outbox';
  return {
    claimDue: (nowMs, { holder, untilMs }, limit) =>
      guardDriver(engine, async () => {
        const due = outboxes.selectFrom(name).select('id').where('due_at_ms', '<=', nowMs);
        const found = await due.orderBy('due_at_ms').limit(limit).execute();
        if (found.length === 0) return [];
        const ids = found.map(({ id }) => id);
        // Asked again whether it is due: of two who found the same row, the first to write it has moved that time.
        const claim = outboxes
          .updateTable(name)
          .set({ due_at_ms: untilMs, lease_holder: holder })
          .where('due_at_ms', '<=', nowMs)
          .where('id', 'in', ids);
        const claimed = await claim.returningAll().execute();
        const entries = claimed.map((row) => toEntry(row as RecordTables[Name]));
        return entries.sort((one, other) => one.createdAtMs - other.createdAtMs);
      }),
    async remove(id, holder) {
      const removal = outboxes.deleteFrom(name).where('id', '=', id).where('lease_holder', '=', holder);
      await guardDriver(engine, () => removal.execute());
    },
    async postpone(id, holder, dueAtMs) {
      const change = outboxes
        .updateTable(name)
        .set((row) => ({ due_at_ms: dueAtMs, lease_holder: null, failures: row('failures', '+', 1) }))
        .where('id', '=', id)
        .where('lease_holder', '=', holder);
      await guardDriver(engine, () => change.execute());
    },
    countWaiting: (brokerNames) => countBacklog(connection, { table, brokerNames }),
  };
}
