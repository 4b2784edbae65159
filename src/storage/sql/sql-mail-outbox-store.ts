import type { MailOutboxStore } from '../../domain/mail/mail-outbox-store.ts';
import type { OutboxEntry } from '../../domain/mail/outbox-entry.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { MailOutboxTable } from './schema.ts';

/** Letters to be sent. A lease is the time until which an entry is not due, and the name of who took it. */
export function createSqlMailOutboxStore({ db, engine }: RecordConnection): MailOutboxStore {
  return {
    async add(entry) {
      const { id, brokerName, kind, sealedLetter, failures, createdAtMs } = entry;
      const row: MailOutboxTable = {
        id,
        broker_name: brokerName,
        kind,
        sealed_letter: sealedLetter,
        failures,
        due_at_ms: createdAtMs,
        lease_holder: null,
        created_at_ms: createdAtMs,
      };
      await guardDriver(engine, () => db.insertInto('mail_outbox').values(row).execute());
    },
    claimDue: (nowMs, { holder, untilMs }, limit) =>
      guardDriver(engine, async () => {
        const due = db.selectFrom('mail_outbox').select('id').where('due_at_ms', '<=', nowMs);
        const rows = await due.orderBy('due_at_ms').limit(limit).execute();
        if (rows.length === 0) return [];
        // Asked again whether it is due: of two who found the same row, the first to write it has moved that time.
        const claim = db
          .updateTable('mail_outbox')
          .set({ due_at_ms: untilMs, lease_holder: holder })
          .where('due_at_ms', '<=', nowMs)
          .where(
            'id',
            'in',
            rows.map(({ id }) => id),
          );
        const claimed = await claim.returningAll().execute();
        return claimed.map(toEntry).sort((one, other) => one.createdAtMs - other.createdAtMs);
      }),
    async remove(id, holder) {
      const removal = db.deleteFrom('mail_outbox').where('id', '=', id).where('lease_holder', '=', holder);
      await guardDriver(engine, () => removal.execute());
    },
    async postpone(id, holder, dueAtMs) {
      const change = db
        .updateTable('mail_outbox')
        .set((row) => ({ due_at_ms: dueAtMs, lease_holder: null, failures: row('failures', '+', 1) }))
        .where('id', '=', id)
        .where('lease_holder', '=', holder);
      await guardDriver(engine, () => change.execute());
    },
  };
}

function toEntry(row: MailOutboxTable): OutboxEntry {
  return {
    id: row.id,
    brokerName: row.broker_name,
    kind: row.kind,
    sealedLetter: row.sealed_letter,
    failures: row.failures,
    createdAtMs: row.created_at_ms,
  };
}
