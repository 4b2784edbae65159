import type { LogoutNotice } from '../../domain/app-logouts/logout-notice.ts';
import type { LogoutOutboxStore } from '../../domain/app-logouts/logout-outbox-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { LogoutOutboxTable, RecordDatabase } from './schema.ts';
import { createSqlOutbox } from './sql-outbox.ts';

/** An engine takes so many values and no more with one statement. */
const ROWS_PER_STATEMENT = 500;

/** Word to apps that a session has ended. */
export function createSqlLogoutOutboxStore(connection: RecordConnection): LogoutOutboxStore {
  const { db, engine } = connection;
  return {
    ...createSqlOutbox(connection, 'logout_outbox', toNotice),
    async add(notices) {
      const rows = notices.map(toRow);
      await guardDriver(engine, () =>
        rows.length <= ROWS_PER_STATEMENT
          ? insert(db, rows)
          : db.transaction().execute((transaction) => insert(transaction, rows)),
      );
    },
  };
}

async function insert(db: RecordDatabase, rows: readonly LogoutOutboxTable[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    await db.insertInto('logout_outbox').values(some).execute();
  }
}

function toRow(notice: LogoutNotice): LogoutOutboxTable {
  return {
    id: notice.id,
    broker_name: notice.brokerName,
    client_id: notice.clientId,
    issuer: notice.issuer,
    user_id: notice.userId,
    sid: notice.sid,
    failures: notice.failures,
    due_at_ms: notice.createdAtMs,
    lease_holder: null,
    created_at_ms: notice.createdAtMs,
  };
}

function toNotice(row: LogoutOutboxTable): LogoutNotice {
  return {
    id: row.id,
    brokerName: row.broker_name,
    clientId: row.client_id,
    issuer: row.issuer,
    userId: row.user_id,
    sid: row.sid,
    failures: row.failures,
    createdAtMs: row.created_at_ms,
  };
}
