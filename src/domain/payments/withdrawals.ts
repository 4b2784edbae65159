import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { checkWithdrawable } from './check-withdrawable.ts';
import { makeWithdrawal, type WithdrawalForm } from './make-withdrawal.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { recoverWithdrawal } from './recover-withdrawal.ts';

/** The part of the payments that takes money off trading accounts. */
export interface Withdrawals {
  /** @throws `withdrawals_off`, `withdrawal_from_demo` */
  checkWithdrawable(broker: Broker, account: TradingAccount): void;
  /**
   * Makes the withdrawal of a form and takes it as far as it goes. The same form again gives the same withdrawal.
   *
   * @returns The payment; not at its end yet where the cashier pays later, or somebody else is at it.
   * @throws `withdrawals_off`, `withdrawal_from_demo`, `withdrawal_changed`, `too_many_attempts`, `amount_malformed`,
   *   `amount_too_precise`, `withdrawal_below_minimum`, `withdrawal_above_maximum`
   */
  withdraw(broker: Broker, form: WithdrawalForm): Promise<Payment>;
  /** Goes on with one that is due. */
  recoverWithdrawal(payment: Payment): Promise<void>;
}

/** New withdrawals of one user. */
const PER_USER = { name: 'withdrawal-user', points: 20, windowSeconds: 3600 };

/** @param isStopping - Whether nothing more may be sent. */
export function createWithdrawals(outside: PaymentsDependencies, isStopping: () => boolean): Withdrawals {
  const dependencies = { ...outside, isStopping, perUser: outside.createRateLimiter(PER_USER) };
  return {
    checkWithdrawable: (broker, account) => checkWithdrawable(dependencies.cashiers, broker, account),
    withdraw: (broker, form) => makeWithdrawal(dependencies, broker, form),
    recoverWithdrawal: (payment) => recoverWithdrawal(dependencies, payment),
  };
}
