import type { StaffStore } from '../../domain/staff/staff-store.ts';
import type { RecordDatabase } from './schema.ts';
import { toStaffRecord, toStaffSession, toStaffSessionRow } from './staff-rows.ts';

type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/** Sessions of staff, and the sweep of what is over. */
export function sqlStaffSessions(db: RecordDatabase, guard: Guard) {
  return {
    addSession: (record) =>
      guard(async () => {
        await db.insertInto('staff_sessions').values(toStaffSessionRow(record)).execute();
      }),
    findSession: (tokenHash) => guard(() => findSession(db, tokenHash)),
    replaceToken: (tokenHash, by) =>
      guard(async () => {
        const update = db
          .updateTable('staff_sessions')
          .set({ token_hash: by.tokenHash, stepped_up_until_ms: by.steppedUpUntilMs })
          .where('token_hash', '=', tokenHash);
        return (await update.executeTakeFirst()).numUpdatedRows === 1n;
      }),
    touchSession: (sessionId, seenAtMs) =>
      guard(async () => {
        await db
          .updateTable('staff_sessions')
          .set({ last_seen_at_ms: seenAtMs })
          .where('id', '=', sessionId)
          .where('last_seen_at_ms', '<', seenAtMs)
          .execute();
      }),
    listSessions: (memberId) =>
      guard(async () => {
        const rows = await db
          .selectFrom('staff_sessions as session')
          .innerJoin('staff_members as member', 'member.id', 'session.member_id')
          .selectAll('session')
          .where('session.member_id', '=', memberId)
          .whereRef('session.credentials_revision', '=', 'member.credentials_revision')
          .orderBy('session.created_at_ms', 'desc')
          .orderBy('session.id', 'desc')
          .execute();
        return rows.map(toStaffSession);
      }),
    ...endings(db, guard),
  } satisfies Partial<StaffStore>;
}

function endings(db: RecordDatabase, guard: Guard) {
  return {
    endSession: (memberId, sessionId) =>
      guard(async () => {
        const removal = db.deleteFrom('staff_sessions').where('member_id', '=', memberId).where('id', '=', sessionId);
        return (await removal.executeTakeFirst()).numDeletedRows === 1n;
      }),
    endSessionOf: (tokenHash) =>
      guard(async () => {
        const removal = db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash);
        return (await removal.executeTakeFirst()).numDeletedRows === 1n;
      }),
    endSessions: (memberId, keptSessionId) =>
      guard(async () => {
        let removal = db.deleteFrom('staff_sessions').where('member_id', '=', memberId);
        if (keptSessionId !== null) removal = removal.where('id', '<>', keptSessionId);
        return Number((await removal.executeTakeFirst()).numDeletedRows);
      }),
    sweep: ({ seenBeforeMs, openedBeforeMs, nowMs }) =>
      guard(async () => {
        await db
          .deleteFrom('staff_sessions')
          .where((row) =>
            row.or([row('last_seen_at_ms', '<', seenBeforeMs), row('created_at_ms', '<', openedBeforeMs)]),
          )
          .execute();
        await db.deleteFrom('staff_links').where('expires_at_ms', '<=', nowMs).execute();
      }),
  } satisfies Partial<StaffStore>;
}

/** In one statement, for every request of staff asks; so whatever any process changed counts at once. */
async function findSession(db: RecordDatabase, tokenHash: string) {
  const row = await db
    .selectFrom('staff_sessions as session')
    .innerJoin('staff_members as member', 'member.id', 'session.member_id')
    .selectAll('member')
    .select(['session.id as session_id', 'session.how', 'session.address', 'session.user_agent'])
    .select(['session.created_at_ms as opened_at_ms', 'session.last_seen_at_ms', 'session.stepped_up_until_ms'])
    .where('session.token_hash', '=', tokenHash)
    .whereRef('session.credentials_revision', '=', 'member.credentials_revision')
    .executeTakeFirst();
  if (!row) return undefined;
  const { session_id, opened_at_ms, how, address, user_agent, last_seen_at_ms, stepped_up_until_ms, ...member } = row;
  const columns = { how, address, user_agent, last_seen_at_ms, stepped_up_until_ms, token_hash: tokenHash };
  const { id: member_id, credentials_revision } = member;
  return {
    session: toStaffSession({
      ...columns,
      id: session_id,
      created_at_ms: opened_at_ms,
      member_id,
      credentials_revision,
    }),
    record: toStaffRecord(member),
  };
}
