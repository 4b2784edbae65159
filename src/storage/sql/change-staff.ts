import type { Transaction } from 'kysely';
import type { StaffChange, StaffChangeWork, StaffLink, StaffRecord } from '../../domain/staff/staff-store.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';
import { toStaffLinkRow, toStaffRecord, toStaffRow } from './staff-rows.ts';

type Queries = Transaction<RecordTables>;

/** Runs a change of members in a transaction: all of them come one after the other, so that what is counted stays true. */
export function lockStaff<T>(db: RecordDatabase, work: (transaction: Queries) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('revisions')
      .set((row) => ({ revision: row('revision', '+', 1) }))
      .where('subject', '=', 'staff')
      .executeTakeFirstOrThrow();
    return work(transaction);
  });
}

export async function addStaff(db: Queries, record: StaffRecord, link: StaffLink | null): Promise<boolean> {
  const insert = db
    .insertInto('staff_members')
    .values({ ...toStaffRow(record), totp_last_step: null })
    .onConflict((on) => on.column('email').doNothing());
  if ((await insert.executeTakeFirst()).numInsertedOrUpdatedRows !== 1n) return false;
  if (link) await writeLink(db, link);
  return true;
}

export async function changeStaff(
  db: Queries,
  memberId: string,
  work: StaffChangeWork,
): Promise<StaffRecord | undefined> {
  const row = await db.selectFrom('staff_members').selectAll().where('id', '=', memberId).executeTakeFirst();
  if (!row) return undefined;
  const change = work(toStaffRecord(row), await countOwners(db, memberId));
  await applyChange(db, memberId, change);
  return change.record;
}

async function applyChange(db: Queries, memberId: string, change: StaffChange): Promise<void> {
  const { record, recoveryCodeHashes, totpLastStep, endsSessions = false, dropsLinks = false } = change;
  // When somebody signed in is written by itself, without this lock, and is not to go back.
  const { last_sign_in_at_ms: _written, ...columns } = toStaffRow(record);
  await db
    .updateTable('staff_members')
    .set({ ...columns, ...(totpLastStep === undefined ? {} : { totp_last_step: totpLastStep }) })
    .where('id', '=', memberId)
    .execute();
  if (recoveryCodeHashes) {
    await db.deleteFrom('staff_recovery_codes').where('member_id', '=', memberId).execute();
    const rows = recoveryCodeHashes.map((code_hash) => ({ member_id: memberId, code_hash }));
    if (rows.length > 0) await db.insertInto('staff_recovery_codes').values(rows).execute();
  }
  if (endsSessions) await db.deleteFrom('staff_sessions').where('member_id', '=', memberId).execute();
  if (dropsLinks) await db.deleteFrom('staff_links').where('holder', '=', memberId).execute();
}

/** Active owners of everything. */
export async function countOwners(db: RecordDatabase, butMemberId?: string): Promise<number> {
  let query = db
    .selectFrom('staff_members')
    .select((row) => row.fn.countAll().as('count'))
    .where('role', '=', 'owner')
    .where('status', '=', 'active')
    .where('reach_json', 'is', null);
  if (butMemberId !== undefined) query = query.where('id', '<>', butMemberId);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

export async function writeLink(db: RecordDatabase, link: StaffLink): Promise<void> {
  const { kind: _kind, holder: _holder, ...columns } = toStaffLinkRow(link);
  await db
    .insertInto('staff_links')
    .values(toStaffLinkRow(link))
    .onConflict((on) => on.columns(['kind', 'holder']).doUpdateSet(columns))
    .execute();
}
