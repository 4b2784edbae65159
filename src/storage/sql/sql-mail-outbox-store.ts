import type { MailOutboxStore } from '../../domain/mail/mail-outbox-store.ts';
import type { OutboxEntry } from '../../domain/mail/outbox-entry.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { MailOutboxTable } from './schema.ts';
import { createSqlOutbox } from './sql-outbox.ts';

/** Letters to be sent. */
export function createSqlMailOutboxStore(connection: RecordConnection): MailOutboxStore {
  const { db, engine } = connection;
  return {
    ...createSqlOutbox(connection, 'mail_outbox', toEntry),
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
