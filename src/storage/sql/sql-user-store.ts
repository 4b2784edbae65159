import { CompiledQuery } from 'kysely';
import type { User } from '../../domain/users/user.ts';
import type { UserStore } from '../../domain/users/user-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver, isUniqueViolation } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { UserTable } from './schema.ts';
import { toUser, toUserRow } from './user-rows.ts';

/** Users. Every statement names the white label. */
export function createSqlUserStore({ db, engine }: RecordConnection): UserStore {
  /** Built once: to build a query takes longer than to run it. */
  function finder(column: 'id' | 'email' | 'platform_user_id') {
    const { sql } = db.selectFrom('users').selectAll().where('broker_name', '=', '').where(column, '=', '').compile();
    return async (brokerName: string, value: string | number): Promise<User | undefined> => {
      const query = CompiledQuery.raw(sql, [brokerName, value]);
      const { rows } = await guardDriver(engine, () => db.executeQuery<UserTable>(query));
      return rows[0] && toUser(rows[0]);
    };
  }

  const findByEmail = finder('email');
  const findById = finder('id');
  const findByPlatformUserId = finder('platform_user_id');

  function update(brokerName: string, userId: string, columns: Partial<UserTable>) {
    return db.updateTable('users').set(columns).where('broker_name', '=', brokerName).where('id', '=', userId);
  }

  async function crmOf(brokerName: string): Promise<string> {
    const query = db.selectFrom('brokers').select('broker_crm_name').where('broker_name', '=', brokerName);
    const row = await query.executeTakeFirst();
    if (!row) throw new BridgeError('broker_unknown', { detail: brokerName });
    return row.broker_crm_name;
  }

  return {
    findByEmail,
    findById,
    async findByPlatformUserId(brokerName, platformUserId) {
      if (!Number.isSafeInteger(platformUserId)) return undefined;
      return findByPlatformUserId(brokerName, platformUserId);
    },
    add: (user, event) =>
      guardDriver(engine, async () => {
        const row = toUserRow(user, await crmOf(user.brokerName));
        return changeWithEvents(db, event ? [event] : [], async (change) => {
          const insert = change
            .insertInto('users')
            .values(row)
            .onConflict((on) => on.doNothing());
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        });
      }),
    async markPlatformAsked(brokerName, userId, atMs) {
      const change = update(brokerName, userId, { platform_asked_at_ms: atMs });
      await guardDriver(engine, () => change.where('platform_asked_at_ms', 'is', null).execute());
    },
    async clearPlatformAsked(brokerName, userId) {
      await guardDriver(engine, () => update(brokerName, userId, { platform_asked_at_ms: null }).execute());
    },
    linkPlatformUser: (brokerName, userId, platformUserId) =>
      guardDriver(engine, async () => {
        // A link that stands is never turned to another user of the platform.
        const change = update(brokerName, userId, { platform_user_id: platformUserId }).where((row) =>
          row.or([row('platform_user_id', 'is', null), row('platform_user_id', '=', platformUserId)]),
        );
        try {
          return (await change.executeTakeFirst()).numUpdatedRows === 1n;
        } catch (error) {
          if (isUniqueViolation(error)) return false;
          throw error;
        }
      }),
    async markPartnerReported(brokerName, userId, atMs) {
      await guardDriver(engine, () => update(brokerName, userId, { partner_reported_at_ms: atMs }).execute());
    },
    replaceEmail: (brokerName, userId, email, passwordHash) =>
      guardDriver(engine, async () => {
        const change = update(brokerName, userId, { email });
        const bound = passwordHash === undefined ? change : change.where('password_hash', '=', passwordHash);
        try {
          return (await bound.executeTakeFirst()).numUpdatedRows === 1n;
        } catch (error) {
          if (isUniqueViolation(error)) return false;
          throw error;
        }
      }),
    async replacePasswordHash(brokerName, userId, passwordHash) {
      await guardDriver(engine, () => update(brokerName, userId, { password_hash: passwordHash }).execute());
    },
  };
}
