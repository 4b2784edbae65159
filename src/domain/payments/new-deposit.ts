import type { Clock } from '../../lib/clock.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import type { Payment } from './payment.ts';

export interface NewDeposit {
  readonly paymentId: string;
  readonly account: TradingAccount;
  readonly amountMinor: number;
  /** Which cashier takes the money, see `cashierIdOf`. */
  readonly cashier: string;
}

/** The record of a deposit before anything was done for it. */
export function newDeposit(
  { clock, leaseMs }: { clock: Clock; leaseMs: number },
  { brokerName }: Broker,
  { paymentId, account, amountMinor, cashier }: NewDeposit,
): Payment {
  const nowMs = clock.nowMs();
  return {
    id: paymentId,
    kind: 'deposit',
    brokerName,
    userId: account.userId,
    login: account.login,
    currency: account.depositCurrency,
    moneyDigits: account.moneyDigits,
    amountMinor,
    state: 'created',
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
