import type { UpstreamAccount, UpstreamAccountStore } from '../../domain/staff/upstream-account-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { UpstreamAccountTable } from './passkey-tables.ts';

/** Which account elsewhere is which member's. The table's own keys see to it that each has one alone. */
export function createSqlUpstreamAccountStore({ db, engine }: RecordConnection): UpstreamAccountStore {
  return {
    async find(issuer, subject) {
      const query = db
        .selectFrom('staff_upstream_accounts')
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toAccount(row);
    },
    async add({ issuer, subject, memberId, createdAtMs }) {
      const row = { issuer, subject, member_id: memberId, created_at_ms: createdAtMs };
      const insert = db
        .insertInto('staff_upstream_accounts')
        .values(row)
        .onConflict((on) => on.doNothing());
      return (await guardDriver(engine, () => insert.executeTakeFirst())).numInsertedOrUpdatedRows === 1n;
    },
    async removeAll(memberId) {
      const removal = db.deleteFrom('staff_upstream_accounts').where('member_id', '=', memberId);
      return Number((await guardDriver(engine, () => removal.executeTakeFirst())).numDeletedRows);
    },
  };
}

function toAccount({ issuer, subject, member_id, created_at_ms }: UpstreamAccountTable): UpstreamAccount {
  return { issuer, subject, memberId: member_id, createdAtMs: created_at_ms };
}
