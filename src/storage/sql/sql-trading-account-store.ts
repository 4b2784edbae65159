import type { NotNull } from 'kysely';
import type { TradingAccount } from '../../domain/trading/trading-account.ts';
import type { TradingAccountStore } from '../../domain/trading/trading-account-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver, isForeignKeyViolation } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { RecordDatabase, TradingAccountTable } from './schema.ts';

/** Trading accounts. Every statement names the white label. */
export function createSqlTradingAccountStore({ db, engine }: RecordConnection): TradingAccountStore {
  return {
    add: (account, event) =>
      guardDriver(engine, async () => {
        try {
          return await changeWithEvents(db, event ? [event] : [], async (change) => {
            const insert = change
              .insertInto('trading_accounts')
              .values(toRow(account))
              .onConflict((on) => on.doNothing());
            return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
          });
        } catch (error) {
          if (isForeignKeyViolation(error)) throw new BridgeError('user_unknown', { detail: account.userId });
          throw error;
        }
      }),
    async findByLogin(brokerName, environment, login) {
      const query = db
        .selectFrom('trading_accounts')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('environment', '=', environment)
        .where('login', '=', login);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toAccount(row);
    },
    async listByUser(brokerName, userId) {
      const query = db
        .selectFrom('trading_accounts')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .orderBy('created_at_ms')
        .orderBy('id');
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map(toAccount);
    },
    async listSealed(brokerName) {
      const query = db
        .selectFrom('trading_accounts')
        .select(['id', 'login', 'sealed_password_hash'])
        .where('broker_name', '=', brokerName)
        .where('sealed_password_hash', 'is not', null)
        .$narrowType<{ sealed_password_hash: NotNull }>();
      const rows = await guardDriver(engine, () => query.execute());
      return rows.map((row) => ({ id: row.id, login: row.login, sealedPasswordHash: row.sealed_password_hash }));
    },
    async replaceSealed(brokerName, accountId, expected, resealed) {
      const update = db
        .updateTable('trading_accounts')
        .set({ sealed_password_hash: resealed })
        .where('broker_name', '=', brokerName)
        .where('id', '=', accountId)
        .where('sealed_password_hash', '=', expected);
      await guardDriver(engine, () => update.execute());
    },
    async markLinked(brokerName, accountId, ctidTraderAccountId, event) {
      const link = async (change: RecordDatabase) => {
        const update = change
          .updateTable('trading_accounts')
          .set({ ctid_trader_account_id: ctidTraderAccountId, sealed_password_hash: null })
          .where('broker_name', '=', brokerName)
          .where('id', '=', accountId)
          .where('ctid_trader_account_id', 'is', null);
        return (await update.executeTakeFirst()).numUpdatedRows === 1n;
      };
      await guardDriver(engine, () => changeWithEvents(db, event ? [event] : [], link));
    },
  };
}

function toRow(account: TradingAccount): TradingAccountTable {
  return {
    id: account.id,
    broker_name: account.brokerName,
    user_id: account.userId,
    environment: account.environment,
    login: account.login,
    deposit_currency: account.depositCurrency,
    money_digits: account.moneyDigits,
    sealed_password_hash: account.sealedPasswordHash,
    ctid_trader_account_id: account.ctidTraderAccountId,
    created_at_ms: account.createdAtMs,
  };
}

function toAccount(row: TradingAccountTable): TradingAccount {
  return {
    id: row.id,
    brokerName: row.broker_name,
    userId: row.user_id,
    environment: row.environment,
    login: row.login,
    depositCurrency: row.deposit_currency,
    moneyDigits: row.money_digits,
    sealedPasswordHash: row.sealed_password_hash,
    ctidTraderAccountId: row.ctid_trader_account_id,
    createdAtMs: row.created_at_ms,
  };
}
