import { CompiledQuery } from 'kysely';
import type { User } from '../../domain/users/user.ts';
import type { UserStore } from '../../domain/users/user-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver, isUniqueViolation } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase, UserTable } from './schema.ts';
import { searchUsers } from './search-users.ts';
import { changeUser, linkUser, listUsers, replaceUser } from './user-queries.ts';
import { toUser, toUserRow } from './user-rows.ts';

/** Users. Every statement names the white label. */
export function createSqlUserStore({ db, engine }: RecordConnection): UserStore {
  /** Built once: to build a query takes longer than to run it. */
  function finder(column: 'id' | 'email' | 'platform_user_id') {
    const { sql } = db.selectFrom('users').selectAll().where('broker_name', '=', '').where(column, '=', '').compile();
    return async (brokerName: string, value: string | number): Promise<User | undefined> => {
      if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
      const query = CompiledQuery.raw(sql, [brokerName, value]);
      const { rows } = await guardDriver(engine, () => db.executeQuery<UserTable>(query));
      return rows[0] && toUser(rows[0]);
    };
  }

  const findAnyByEmail = finder('email');
  const findAnyById = finder('id');
  const findAnyByPlatformUserId = finder('platform_user_id');

  /** A change that nobody but the bridge sees. */
  function note(brokerName: string, userId: string, columns: Partial<UserTable>) {
    return db.updateTable('users').set(columns).where('broker_name', '=', brokerName).where('id', '=', userId);
  }

  return {
    findAnyByEmail,
    findAnyById,
    findAnyByPlatformUserId,
    findByEmail: unlessDisabled(findAnyByEmail),
    findById: unlessDisabled(findAnyById),
    findByPlatformUserId: unlessDisabled(findAnyByPlatformUserId),
    list: (brokerName, query) =>
      guardDriver(engine, async () => (await listUsers(db, brokerName, query).execute()).map(toUser)),
    search: (query) => guardDriver(engine, () => searchUsers(db, engine, query)),
    add: (user, ...events) =>
      guardDriver(engine, async () => {
        const row = toUserRow(user, await crmOf(db, user.brokerName));
        return changeWithEvents(db, events, async (change) => {
          const insert = change
            .insertInto('users')
            .values(row)
            .onConflict((on) => on.doNothing());
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        });
      }),
    replace: (user, expectedRevision, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], (change) => replaceUser(change, user, expectedRevision)),
      ),
    async markPlatformAsked(brokerName, userId, atMs) {
      const change = note(brokerName, userId, { platform_asked_at_ms: atMs });
      await guardDriver(engine, () => change.where('platform_asked_at_ms', 'is', null).execute());
    },
    async clearPlatformAsked(brokerName, userId) {
      await guardDriver(engine, () => note(brokerName, userId, { platform_asked_at_ms: null }).execute());
    },
    linkPlatformUser: (brokerName, userId, platformUserId, atMs, passwordHash) =>
      guardDriver(engine, async () => {
        const change = linkUser(db, { brokerName, userId, platformUserId, passwordHash }, atMs);
        if (await unlessTaken(async () => (await change.executeTakeFirst()).numUpdatedRows === 1n)) return true;
        return (await findAnyById(brokerName, userId))?.platformUserId === platformUserId;
      }),
    async markPartnerReported(brokerName, userId, atMs) {
      await guardDriver(engine, () => note(brokerName, userId, { partner_reported_at_ms: atMs }).execute());
    },
    replaceEmail: (brokerName, userId, email, { atMs, passwordHash, event }) =>
      guardDriver(engine, async () => {
        // Outside the transaction, for PostgreSQL ends one in which a row was refused.
        const isChanged = await unlessTaken(() =>
          changeWithEvents(db, event ? [event] : [], async (inChange) => {
            const change = changeUser(inChange, brokerName, userId, { email }, atMs).where('email', '<>', email);
            const of = passwordHash === undefined ? change : change.where('password_hash', '=', passwordHash);
            return (await of.executeTakeFirst()).numUpdatedRows === 1n;
          }),
        );
        if (isChanged) return true;
        const user = await findAnyById(brokerName, userId);
        return user?.email === email && (passwordHash === undefined || user.passwordHash === passwordHash);
      }),
    async replacePasswordHash(brokerName, userId, passwordHash, atMs) {
      const change = changeUser(db, brokerName, userId, { password_hash: passwordHash }, atMs);
      await guardDriver(engine, () => change.execute());
    },
  };
}

type Find = (brokerName: string, value: string | number) => Promise<User | undefined>;

function unlessDisabled(find: Find): Find {
  return async (brokerName, value) => {
    const user = await find(brokerName, value);
    return user?.disabledAtMs === null ? user : undefined;
  };
}

async function crmOf(db: RecordDatabase, brokerName: string): Promise<string> {
  const query = db.selectFrom('brokers').select('broker_crm_name').where('broker_name', '=', brokerName);
  const row = await query.executeTakeFirst();
  if (!row) throw new BridgeError('broker_unknown', { detail: brokerName });
  return row.broker_crm_name;
}

/** @returns Whether a row was changed; `false` also when another user has what this one was to get. */
async function unlessTaken(change: () => Promise<boolean>): Promise<boolean> {
  try {
    return await change();
  } catch (error) {
    if (isUniqueViolation(error, 'users')) return false;
    throw error;
  }
}
