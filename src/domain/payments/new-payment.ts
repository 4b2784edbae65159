import type { Clock } from '../../lib/clock.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import type { Payment, PaymentState } from './payment.ts';

export interface NewPayment {
  readonly kind: Payment['kind'];
  /** The first one of its kind. */
  readonly state: PaymentState;
  readonly paymentId: string;
  readonly account: TradingAccount;
  readonly amountMinor: number;
  /** Which cashier takes or pays out the money, see `cashierIdOf`. */
  readonly cashier: string;
}

/** The record of a payment before anything was done for it. */
export function newPayment(
  { clock, leaseMs }: { clock: Clock; leaseMs: number },
  { brokerName }: Broker,
  { kind, state, paymentId, account, amountMinor, cashier }: NewPayment,
): Payment {
  const nowMs = clock.nowMs();
  return {
    id: paymentId,
    kind,
    brokerName,
    userId: account.userId,
    login: account.login,
    currency: account.depositCurrency,
    moneyDigits: account.moneyDigits,
    amountMinor,
    state,
    failure: null,
    cashier,
    cashierReference: null,
    release: null,
    pendingCall: null,
    attempts: 0,
    balanceHistoryId: null,
    expiresAtMs: null,
    settlement: null,
    dueAtMs: nowMs + leaseMs,
    revision: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
