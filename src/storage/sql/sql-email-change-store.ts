import type { EmailChangeStore } from '../../domain/email-change/email-change-store.ts';
import type { PendingEmailChange } from '../../domain/email-change/pending-email-change.ts';
import { guardDriver, isUniqueViolation } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { EmailChangeTable } from './schema.ts';

/** Email addresses that are being changed; a user has one at most. */
export function createSqlEmailChangeStore({ db, engine }: RecordConnection): EmailChangeStore {
  return {
    begin: (change) =>
      guardDriver(engine, async () => {
        const { newEmail, passwordMark, attempts, dueAtMs } = change;
        const columns = { new_email: newEmail, password_mark: passwordMark, attempts, due_at_ms: dueAtMs };
        try {
          await db
            .insertInto('email_changes')
            .values({ broker_name: change.brokerName, user_id: change.userId, ...columns })
            .onConflict((on) => on.columns(['broker_name', 'user_id']).doUpdateSet(columns))
            .execute();
          return true;
        } catch (error) {
          if (isUniqueViolation(error)) return false;
          throw error;
        }
      }),
    find: (brokerName, userId) =>
      guardDriver(engine, async () => {
        const query = db.selectFrom('email_changes').selectAll().where('broker_name', '=', brokerName);
        const row = await query.where('user_id', '=', userId).executeTakeFirst();
        return row && toChange(row);
      }),
    listDue: (nowMs, limit) =>
      guardDriver(engine, async () => {
        const query = db.selectFrom('email_changes').selectAll().where('due_at_ms', '<=', nowMs);
        return (await query.orderBy('due_at_ms').limit(limit).execute()).map(toChange);
      }),
    async postpone({ brokerName, userId, newEmail }, dueAtMs) {
      const change = db
        .updateTable('email_changes')
        .set((row) => ({ due_at_ms: dueAtMs, attempts: row('attempts', '+', 1) }))
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .where('new_email', '=', newEmail);
      await guardDriver(engine, () => change.execute());
    },
    async remove({ brokerName, userId, newEmail }) {
      const removal = db
        .deleteFrom('email_changes')
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .where('new_email', '=', newEmail);
      await guardDriver(engine, () => removal.execute());
    },
  };
}

function toChange(row: EmailChangeTable): PendingEmailChange {
  return {
    brokerName: row.broker_name,
    userId: row.user_id,
    newEmail: row.new_email,
    passwordMark: row.password_mark,
    attempts: row.attempts,
    dueAtMs: row.due_at_ms,
  };
}
