import type { StaffLink, StaffLinkKind, StaffStore } from '../../domain/staff/staff-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { addStaff, changeStaff, countOwners, lockStaff, writeLink } from './change-staff.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase } from './schema.ts';
import { sqlStaffSessions } from './sql-staff-sessions.ts';
import { toStaffLink, toStaffRecord } from './staff-rows.ts';

/** Members of staff, what they prove with, their sessions and links. */
export function createSqlStaffStore({ db, engine }: RecordConnection): StaffStore {
  const guard = <T>(work: () => Promise<T>) => guardDriver(engine, work);
  return {
    ...members(db, guard),
    ...proofs(db, guard),
    ...sqlStaffSessions(db, guard),
    ...links(db, guard),
  };
}

type Guard = <T>(work: () => Promise<T>) => Promise<T>;

function members(db: RecordDatabase, guard: Guard) {
  const select = () => db.selectFrom('staff_members').selectAll();
  return {
    find: (memberId) =>
      guard(async () => {
        const row = await select().where('id', '=', memberId).executeTakeFirst();
        return row && toStaffRecord(row);
      }),
    findByEmail: (email) =>
      guard(async () => {
        const row = await select().where('email', '=', email).executeTakeFirst();
        return row && toStaffRecord(row);
      }),
    list: (afterEmail, limit) =>
      guard(async () => {
        const rows = await select().where('email', '>', afterEmail).orderBy('email').limit(limit).execute();
        return rows.map(toStaffRecord);
      }),
    countOwners: () => guard(() => countOwners(db)),
    add: (record, link) => guard(() => lockStaff(db, (change) => addStaff(change, record, link))),
    change: (memberId, work) => guard(() => lockStaff(db, (change) => changeStaff(change, memberId, work))),
    removeInvited: (memberId) =>
      guard(() =>
        lockStaff(db, async (change) => {
          const removal = change.deleteFrom('staff_members').where('id', '=', memberId).where('status', '=', 'invited');
          if ((await removal.executeTakeFirst()).numDeletedRows !== 1n) return false;
          await change.deleteFrom('staff_links').where('holder', '=', memberId).execute();
          return true;
        }),
      ),
    replaceSealedTotp: (memberId, before, after) =>
      guard(async () => {
        const update = db
          .updateTable('staff_members')
          .set({ sealed_totp: after })
          .where('id', '=', memberId)
          .where('sealed_totp', '=', before);
        return (await update.executeTakeFirst()).numUpdatedRows === 1n;
      }),
    recordSignIn: (memberId, atMs) =>
      guard(async () => {
        await db.updateTable('staff_members').set({ last_sign_in_at_ms: atMs }).where('id', '=', memberId).execute();
      }),
  } satisfies Partial<StaffStore>;
}

function proofs(db: RecordDatabase, guard: Guard) {
  return {
    takeTotpStep: (memberId, step) =>
      guard(async () => {
        const update = db
          .updateTable('staff_members')
          .set({ totp_last_step: step })
          .where('id', '=', memberId)
          .where('sealed_totp', 'is not', null)
          .where((row) => row.or([row('totp_last_step', 'is', null), row('totp_last_step', '<', step)]));
        return (await update.executeTakeFirst()).numUpdatedRows === 1n;
      }),
    takeRecoveryCode: (memberId, codeHash) =>
      guard(async () => {
        const spending = db
          .deleteFrom('staff_recovery_codes')
          .where('member_id', '=', memberId)
          .where('code_hash', '=', codeHash);
        return (await spending.executeTakeFirst()).numDeletedRows === 1n;
      }),
    countRecoveryCodes: (memberId) =>
      guard(async () => {
        const query = db
          .selectFrom('staff_recovery_codes')
          .select((row) => row.fn.countAll().as('count'))
          .where('member_id', '=', memberId);
        return Number((await query.executeTakeFirstOrThrow()).count);
      }),
  } satisfies Partial<StaffStore>;
}

function links(db: RecordDatabase, guard: Guard) {
  return {
    putLink: (link, status) =>
      guard(() =>
        lockStaff(db, async (change) => {
          if (status !== null) {
            const query = change.selectFrom('staff_members').select('id').where('id', '=', link.holder);
            if (!(await query.where('status', '=', status).executeTakeFirst())) return false;
          }
          await writeLink(change, link);
          return true;
        }),
      ),
    findLink: (kind, tokenHash, nowMs) => guard(() => findLink(db, { kind, tokenHash, nowMs })),
    redeemLink: (wanted, work) =>
      guard(() =>
        lockStaff(db, async (change) => {
          const link = await findLink(change, wanted);
          if (!link) return undefined;
          await change.deleteFrom('staff_links').where('token_hash', '=', link.tokenHash).execute();
          return changeStaff(change, link.holder, (record) => work(record, link));
        }),
      ),
    redeemFirstOwner: (tokenHash, record) =>
      guard(() =>
        lockStaff(db, async (change) => {
          const link = await findLink(change, { kind: 'first-owner', tokenHash, nowMs: 0 });
          if (!link || (await countOwners(change)) > 0) return 'spent' as const;
          if (!(await addStaff(change, record, null))) return 'email-taken' as const;
          await change.deleteFrom('staff_links').where('kind', '=', 'first-owner').execute();
          return 'added' as const;
        }),
      ),
  } satisfies Partial<StaffStore>;
}

async function findLink(
  db: RecordDatabase,
  { kind, tokenHash, nowMs }: { kind: StaffLinkKind; tokenHash: string; nowMs: number },
): Promise<StaffLink | undefined> {
  const row = await db
    .selectFrom('staff_links')
    .selectAll()
    .where('kind', '=', kind)
    .where('token_hash', '=', tokenHash)
    .where((link) => link.or([link('expires_at_ms', 'is', null), link('expires_at_ms', '>', nowMs)]))
    .executeTakeFirst();
  return row && toStaffLink(row);
}
