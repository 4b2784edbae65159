import type { Insertable, Selectable } from 'kysely';
import type { Payment } from '../../domain/payments/payment.ts';
import type { PaymentTable } from './schema.ts';

export function toPaymentRow(payment: Payment): Omit<Insertable<PaymentTable>, 'counted_at_ms'> {
  return {
    id: payment.id,
    kind: payment.kind,
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
    release_state: payment.release,
    pending_call: payment.pendingCall,
    attempts: payment.attempts,
    balance_history_id: payment.balanceHistoryId,
    expires_at_ms: payment.expiresAtMs,
    settlement_json: payment.settlement === null ? null : JSON.stringify(payment.settlement),
    due_at_ms: payment.dueAtMs,
    revision: payment.revision,
    created_at_ms: payment.createdAtMs,
    updated_at_ms: payment.updatedAtMs,
  };
}

export function toPayment(row: Omit<Selectable<PaymentTable>, 'counted_at_ms'>): Payment {
  return {
    id: row.id,
    kind: row.kind,
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
    release: row.release_state,
    pendingCall: row.pending_call,
    attempts: row.attempts,
    balanceHistoryId: row.balance_history_id,
    expiresAtMs: row.expires_at_ms,
    settlement: row.settlement_json === null ? null : (JSON.parse(row.settlement_json) as Payment['settlement']),
    dueAtMs: row.due_at_ms,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
