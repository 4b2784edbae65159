import type { AccountRequest } from '../../domain/trading/account-request.ts';
import type { AccountRequestStore } from '../../domain/trading/account-request-store.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import { guardDriver, isForeignKeyViolation } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { AccountRequestTable } from './schema.ts';

/** Requests for accounts. Every change is a compare-and-set in one statement, and names the white label. */
export function createSqlAccountRequestStore({ db, engine }: RecordConnection): AccountRequestStore {
  return {
    add: (request) =>
      guardDriver(engine, async () => {
        const insert = db
          .insertInto('account_requests')
          .values(toRow(request))
          .onConflict((on) => on.doNothing());
        try {
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        } catch (error) {
          if (isForeignKeyViolation(error)) throw new BridgeError('user_unknown', { detail: request.userId });
          throw error;
        }
      }),
    async find(brokerName, requestId) {
      const query = db
        .selectFrom('account_requests')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', requestId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toRequest(row);
    },
    async listByUser(brokerName, userId) {
      const query = db
        .selectFrom('account_requests')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('user_id', '=', userId)
        .orderBy('created_at_ms')
        .orderBy('id');
      return (await guardDriver(engine, () => query.execute())).map(toRequest);
    },
    async move({ brokerName, id, state, failure, updatedAtMs }, from) {
      const update = db
        .updateTable('account_requests')
        .set({ state, failure, updated_at_ms: updatedAtMs })
        .where('broker_name', '=', brokerName)
        .where('id', '=', id)
        .where('state', 'in', [...from]);
      return (await guardDriver(engine, () => update.executeTakeFirst())).numUpdatedRows === 1n;
    },
  };
}

function toRow(request: AccountRequest): AccountRequestTable {
  return {
    id: request.id,
    broker_name: request.brokerName,
    user_id: request.userId,
    offer_json: JSON.stringify(request.offer),
    state: request.state,
    failure: request.failure,
    created_at_ms: request.createdAtMs,
    updated_at_ms: request.updatedAtMs,
  };
}

function toRequest(row: AccountRequestTable): AccountRequest {
  return {
    id: row.id,
    brokerName: row.broker_name,
    userId: row.user_id,
    offer: JSON.parse(row.offer_json) as AccountRequest['offer'],
    state: row.state,
    failure: row.failure,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
