import type { User } from '../../domain/users/user.ts';
import type { UserQuery } from '../../domain/users/user-store.ts';
import type { RecordDatabase, UserTable } from './schema.ts';
import { toUserRow } from './user-rows.ts';

/** A change that can be seen from outside. */
export function changeUser(
  db: RecordDatabase,
  brokerName: string,
  userId: string,
  columns: Partial<UserTable>,
  atMs: number,
) {
  return db
    .updateTable('users')
    .set(columns)
    .set((row) => ({ revision: row('revision', '+', 1), updated_at_ms: atMs }))
    .where('broker_name', '=', brokerName)
    .where('id', '=', userId);
}

interface UserLink {
  readonly brokerName: string;
  readonly userId: string;
  readonly platformUserId: number;
  readonly passwordHash: string | undefined;
}

/** A link that stands is never turned to another user of the platform; the password comes with the link or not at all. */
export function linkUser(
  db: RecordDatabase,
  { brokerName, userId, platformUserId, passwordHash }: UserLink,
  atMs: number,
) {
  const link = { platform_user_id: platformUserId };
  if (passwordHash === undefined) {
    return changeUser(db, brokerName, userId, link, atMs).where('platform_user_id', 'is', null);
  }
  return changeUser(db, brokerName, userId, { ...link, password_hash: passwordHash }, atMs).where(({ eb, or }) =>
    or([eb('platform_user_id', 'is', null), eb('platform_user_id', '=', platformUserId)]),
  );
}

/** What the broker says of a user; address, password and the platform's user have ways of their own. */
export async function replaceUser(db: RecordDatabase, user: User, expectedRevision: number): Promise<boolean> {
  const row = toUserRow(user, '');
  const { first_name, last_name, preferred_language, partner_id, partner_reported_at_ms } = row;
  const { disabled_at_ms, sessions_ended_at_ms, search_name, search_surname } = row;
  const update = db
    .updateTable('users')
    .set({ first_name, last_name, preferred_language, partner_id, partner_reported_at_ms })
    .set({ disabled_at_ms, sessions_ended_at_ms, search_name, search_surname })
    .set({ revision: row.revision, updated_at_ms: row.updated_at_ms })
    .where('broker_name', '=', user.brokerName)
    .where('id', '=', user.id)
    .where('revision', '=', expectedRevision);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

/** The newest first; of those of one moment, by their ids. */
export function listUsers(
  db: RecordDatabase,
  brokerName: string,
  { email, platformUserId, partnerId, after, limit }: UserQuery,
) {
  let query = db.selectFrom('users').selectAll().where('broker_name', '=', brokerName);
  if (email !== undefined) query = query.where('email', '=', email);
  if (platformUserId !== undefined) query = query.where('platform_user_id', '=', platformUserId);
  if (partnerId !== undefined) query = query.where('partner_id', '=', partnerId);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at_ms', 'id'), '<', tuple(after.createdAtMs, after.id)),
    );
  }
  // One at the most has it; told to sort, SQLite would look through all users of the white label for that one.
  if (email !== undefined || platformUserId !== undefined) return query.limit(limit);
  return query.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').limit(limit);
}
