import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { Payment, PaymentState } from '../../domain/payments/payment.ts';
import type { DuePayments, Expected, PaymentFilter, PaymentStore } from '../../domain/payments/payment-store.ts';
import { guardDriver } from '../driver-errors.ts';
import { changeWithEvents } from './change-with-events.ts';
import { countBacklog, IS_UNCONFIRMED } from './count-backlog.ts';
import type { RecordConnection } from './open-record-database.ts';
import { toPayment, toPaymentRow } from './payment-rows.ts';
import type { RecordDatabase, RecordTables } from './schema.ts';
import { searchPayments } from './search-payments.ts';

/** Payments. Every change is a compare-and-set in one statement. */
export function createSqlPaymentStore(connection: RecordConnection): PaymentStore {
  const { db, engine } = connection;
  return {
    add: (payment, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], async (change) => {
          const insert = change
            .insertInto('payments')
            .values(toPaymentRow(payment))
            .onConflict((on) => on.doNothing());
          return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
        }),
      ),
    async find(brokerName, paymentId) {
      const query = db
        .selectFrom('payments')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', paymentId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toPayment(row);
    },
    replace: (payment, expected, event) =>
      guardDriver(engine, () =>
        changeWithEvents(db, event ? [event] : [], (change) => replacePayment(change, payment, expected)),
      ),
    async listDue(due) {
      const rows = await guardDriver(engine, async () => {
        const underWay = await underWayQuery(db, due).execute();
        if (underWay.length >= due.limit || due.cashiers.length === 0) return underWay;
        return [...underWay, ...(await releaseQuery(db, due).execute())].slice(0, due.limit);
      });
      return rows.map(toPayment);
    },
    async list(brokerName, filter) {
      const rows = await guardDriver(engine, () => listQuery(db, brokerName, filter).execute());
      return rows.map(toPayment);
    },
    search: (search) => guardDriver(engine, () => searchPayments(db, engine, search)),
    countUnconfirmed: (brokerNames) =>
      countBacklog(connection, { table: 'payments', which: IS_UNCONFIRMED, brokerNames }),
  };
}

async function replacePayment(db: RecordDatabase, payment: Payment, expected: Expected): Promise<boolean> {
  const row = toPaymentRow(payment);
  const { state, failure, cashier_reference, release_state, pending_call, attempts, balance_history_id } = row;
  const { expires_at_ms, settlement_json, due_at_ms, revision, updated_at_ms } = row;
  const update = db
    .updateTable('payments')
    .set({ state, failure, cashier_reference, release_state, pending_call, attempts, balance_history_id })
    .set({ expires_at_ms, settlement_json, due_at_ms, revision, updated_at_ms })
    .where('broker_name', '=', payment.brokerName)
    .where('id', '=', payment.id)
    .where('state', '=', expected.state)
    .where('revision', '=', expected.revision);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}

/** As the index of what is due has them. */
const LAST_STATES: readonly PaymentState[] = ['credited', 'failed', 'paid', 'returned'];
/** Whoever was at it has died between the question and the answer, whatever cashier it was of. */
const INTERRUPTED: readonly PaymentState[] = ['crediting', 'debiting', 'returning'];
const OWN_STATES: readonly PaymentState[] = ['created', 'awaiting', 'authorised', 'requested', 'debited', 'paying'];

function underWayQuery(db: RecordDatabase, { nowMs, cashiers, retryUnconfirmedOf, limit }: DuePayments) {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('state', 'not in', [...LAST_STATES])
    .where('due_at_ms', '<=', nowMs)
    .where((row) => {
      const interrupted = row('state', 'in', [...INTERRUPTED]);
      if (cashiers.length === 0) return interrupted;
      const ownStates = row('state', 'in', [...OWN_STATES]);
      const retried = row.and([row('state', '=', 'unconfirmed'), row('broker_name', 'in', [...retryUnconfirmedOf])]);
      const goesOn = retryUnconfirmedOf.length === 0 ? ownStates : row.or([ownStates, retried]);
      return row.or([interrupted, row.and([isOfKind(cashiers), goesOn])]);
    })
    .orderBy('due_at_ms')
    .orderBy('id')
    .limit(limit);
}

function releaseQuery(db: RecordDatabase, { nowMs, cashiers, limit }: DuePayments) {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('release_state', '=', 'due')
    .where('due_at_ms', '<=', nowMs)
    .where(isOfKind(cashiers))
    .orderBy('due_at_ms')
    .orderBy('id')
    .limit(limit);
}

/** A cashier's id is its kind, or begins with that and a colon. */
function isOfKind(kinds: readonly string[]): Expression<SqlBool> {
  const { eb, or } = expressionBuilder<RecordTables, 'payments'>();
  return or(kinds.flatMap((kind) => [eb('cashier', '=', kind), eb('cashier', 'like', `${kind}:%`)]));
}

function listQuery(db: RecordDatabase, brokerName: string, filter: PaymentFilter) {
  const { kind, state, userId, createdFromMs, createdBeforeMs, after, limit } = filter;
  let query = db.selectFrom('payments').selectAll().where('broker_name', '=', brokerName);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (state !== undefined) query = query.where('state', '=', state);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  if (createdFromMs !== undefined) query = query.where('created_at_ms', '>=', createdFromMs);
  if (createdBeforeMs !== undefined) query = query.where('created_at_ms', '<', createdBeforeMs);
  if (after !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at_ms', 'id'), '<', tuple(after.createdAtMs, after.id)),
    );
  }
  return query.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').limit(limit);
}
