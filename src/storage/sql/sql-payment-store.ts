import type { Payment } from '../../domain/payments/payment.ts';
import type { DuePayments, PaymentStore } from '../../domain/payments/payment-store.ts';
import { guardDriver } from '../driver-errors.ts';
import type { RecordConnection } from './open-record-database.ts';
import type { PaymentTable, RecordDatabase } from './schema.ts';

/** Payments. Every change is a compare-and-set in one statement. */
export function createSqlPaymentStore({ db, engine }: RecordConnection): PaymentStore {
  return {
    add: (payment) =>
      guardDriver(engine, async () => {
        const insert = db
          .insertInto('payments')
          .values(toRow(payment))
          .onConflict((on) => on.doNothing());
        return (await insert.executeTakeFirst()).numInsertedOrUpdatedRows === 1n;
      }),
    async find(brokerName, paymentId) {
      const query = db
        .selectFrom('payments')
        .selectAll()
        .where('broker_name', '=', brokerName)
        .where('id', '=', paymentId);
      const row = await guardDriver(engine, () => query.executeTakeFirst());
      return row && toPayment(row);
    },
    async replace(payment, expected) {
      const { state, failure, cashier_reference, attempts, balance_history_id, due_at_ms, revision, updated_at_ms } =
        toRow(payment);
      const update = db
        .updateTable('payments')
        .set({ state, failure, cashier_reference, attempts, balance_history_id, due_at_ms, revision, updated_at_ms })
        .where('broker_name', '=', payment.brokerName)
        .where('id', '=', payment.id)
        .where('state', '=', expected.state)
        .where('revision', '=', expected.revision);
      const { numUpdatedRows } = await guardDriver(engine, () => update.executeTakeFirst());
      return numUpdatedRows === 1n;
    },
    async listDue(due) {
      const rows = await guardDriver(engine, () => dueQuery(db, due).execute());
      return rows.map(toPayment);
    },
  };
}

function dueQuery(db: RecordDatabase, { nowMs, cashier, retryUnconfirmedOf, limit }: DuePayments) {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('state', 'not in', ['credited', 'failed'])
    .where('due_at_ms', '<=', nowMs)
    .where((row) => {
      const interrupted = row('state', '=', 'crediting');
      if (cashier === null) return interrupted;
      const ownStates = row('state', 'in', ['created', 'authorised']);
      const retried = row.and([row('state', '=', 'unconfirmed'), row('broker_name', 'in', [...retryUnconfirmedOf])]);
      const goesOn = retryUnconfirmedOf.length === 0 ? ownStates : row.or([ownStates, retried]);
      return row.or([interrupted, row.and([row('cashier', '=', cashier), goesOn])]);
    })
    .orderBy('due_at_ms')
    .orderBy('id')
    .limit(limit);
}

function toRow(payment: Payment): PaymentTable {
  return {
    id: payment.id,
    broker_name: payment.brokerName,
    user_id: payment.userId,
    login: payment.login,
    currency: payment.currency,
    money_digits: payment.moneyDigits,
    amount_minor: payment.amountMinor,
    state: payment.state,
    failure: payment.failure,
    cashier: payment.cashier,
    cashier_reference: payment.cashierReference,
    attempts: payment.attempts,
    balance_history_id: payment.balanceHistoryId,
    due_at_ms: payment.dueAtMs,
    revision: payment.revision,
    created_at_ms: payment.createdAtMs,
    updated_at_ms: payment.updatedAtMs,
  };
}

function toPayment(row: PaymentTable): Payment {
  return {
    id: row.id,
    brokerName: row.broker_name,
    userId: row.user_id,
    login: row.login,
    currency: row.currency,
    moneyDigits: row.money_digits,
    amountMinor: row.amount_minor,
    state: row.state,
    failure: row.failure,
    cashier: row.cashier,
    cashierReference: row.cashier_reference,
    attempts: row.attempts,
    balanceHistoryId: row.balance_history_id,
    dueAtMs: row.due_at_ms,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
