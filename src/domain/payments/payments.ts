/**
 * Money between traders and their trading accounts at the platform, through a cashier.
 *
 * Owns the state of every payment and the one call that changes a balance. Does not own accounts, balances or cards.
 * Invariants: one form makes one payment, and a payment changes a balance once, whatever dies or is lost; each step is
 * written down by compare-and-set before the next is taken; what cannot be known is called unconfirmed and never sent again
 * blindly; what a cashier says counts only with the amount of the record.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Backlog } from '../../lib/backlog.ts';
import { newRecordId } from '../../lib/ids.ts';
import { keepRepeating } from '../../lib/keep-repeating.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import type { AdvancedPayment } from './authorise-payment.ts';
import { createDepositLimits } from './deposit-limits.ts';
import { getDepositCashier } from './get-deposit-cashier.ts';
import { type CashierWord, hearCashier } from './hear-cashier.ts';
import { type DepositForm, makeDeposit } from './make-deposit.ts';
import { nextPaymentId } from './next-payment-id.ts';
import type { Payment } from './payment.ts';
import type { PaymentSearch, PaymentSearchPage } from './payment-search.ts';
import type { PaymentFilter } from './payment-store.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { recoverPayments } from './recover-payments.ts';
import { searchPayments } from './search-payments.ts';
import { listSettleOutcomes, type SettleChoice, type StaffWord, settleUnconfirmed } from './settle-unconfirmed.ts';
import { createWithdrawals, type Withdrawals } from './withdrawals.ts';

export interface Payments extends Pick<Withdrawals, 'checkWithdrawable' | 'withdraw'> {
  /** @throws `deposits_off`, `deposit_to_demo` */
  checkDepositable(broker: Broker, account: Pick<TradingAccount, 'environment'>): void;
  /** The id for a form that is about to be shown. */
  newPaymentId(): string;
  /** @returns The id for the same form shown again: another one when its payment has ended. */
  nextPaymentId(broker: Broker, paymentId: string): Promise<string>;
  /**
   * Makes the deposit of a form and takes it as far as it goes. The same form again gives the same payment.
   *
   * @returns The payment, and where the trader has to go; `authorised`, `crediting` or `awaiting` when it is not at its end.
   * @throws `deposits_off`, `deposit_to_demo`, `deposit_changed`, `too_many_attempts`, `amount_malformed`, `amount_too_precise`,
   *   `amount_below_minimum`, `amount_above_maximum`
   */
  deposit(broker: Broker, form: DepositForm): Promise<AdvancedPayment>;
  /**
   * What a cashier says of a deposit on its own, however late and often.
   *
   * @throws `payment_unknown`, `payment_mismatch`, `payment_contradicted`
   */
  hearCashier(broker: Broker, word: CashierWord): Promise<Payment>;
  /** @throws `payment_unknown` also for a payment of another white label */
  getPayment(broker: Broker, paymentId: string): Promise<Payment>;
  /** @returns The newest first. */
  listPayments(broker: Broker, filter: PaymentFilter): Promise<Payment[]>;
  /** For staff: at any number of white labels. */
  search(search: PaymentSearch): Promise<PaymentSearchPage>;
  /** How many wait for staff to settle them. @param brokerNames - `null` is all white labels. */
  countUnconfirmed(brokerNames: readonly string[] | null): Promise<Backlog>;
  /**
   * What staff found out about an unconfirmed payment, or about one that its cashier never spoke of; a recovery goes
   * on with it.
   *
   * @throws `payment_unknown`, `payment_settled` when there is nothing to say, or not any more, `precondition_failed`
   */
  settleUnconfirmed(broker: Broker, paymentId: string, word: StaffWord): Promise<Payment>;
  /** @returns What there is to say of a payment as it stands; often nothing. */
  listSettleOutcomes(broker: Broker, payment: Payment): readonly SettleChoice[];
  /** Goes on, once, with what others left. @returns How many payments were looked at. */
  recover(): Promise<number>;
  /** Recovers now and from then on. */
  startRecovery(): void;
  /** Asks the platform for no more changes; what is not sent yet is left to the next process. */
  stop(): Promise<void>;
}

const RECOVERY_INTERVAL_MS = 5000;

export function createPayments(outside: PaymentsDependencies): Payments {
  let isStopped = false;
  const platform: PaymentsDependencies['platform'] = {
    async changeBalance(broker, change) {
      if (!isStopped) return outside.platform.changeBalance(broker, change);
      throw new BridgeError('platform_unavailable', { detail: 'not done: the bridge stops', outcome: 'not_done' });
    },
  };
  const dependencies = { ...outside, platform };
  const { store, clock, cashiers, log } = dependencies;
  const depositLimits = createDepositLimits(dependencies.createRateLimiter);
  const withdrawals = createWithdrawals(dependencies, () => isStopped);
  const recover = () => recoverPayments(dependencies, withdrawals);
  const recovery = keepRepeating(recover, { intervalMs: RECOVERY_INTERVAL_MS, log });
  return {
    checkDepositable: (broker, account) => void getDepositCashier(cashiers, broker, account),
    newPaymentId: () => newRecordId(clock.nowMs()),
    nextPaymentId: ({ brokerName }, paymentId) => nextPaymentId(store, brokerName, paymentId),
    deposit: (broker, form) => makeDeposit(dependencies, depositLimits, broker, form),
    checkWithdrawable: withdrawals.checkWithdrawable,
    withdraw: withdrawals.withdraw,
    hearCashier: (broker, word) => hearCashier(dependencies, broker, word),
    async getPayment({ brokerName }, paymentId) {
      const payment = await store.find(brokerName, paymentId);
      if (!payment) throw new BridgeError('payment_unknown');
      return payment;
    },
    listPayments: ({ brokerName }, filter) => store.list(brokerName, filter),
    search: (search) => searchPayments(store, search),
    countUnconfirmed: (brokerNames) => store.countUnconfirmed(brokerNames),
    settleUnconfirmed: (broker, paymentId, word) => settleUnconfirmed(dependencies, broker, paymentId, word),
    listSettleOutcomes,
    recover,
    startRecovery: recovery.start,
    stop() {
      isStopped = true;
      return recovery.stop();
    },
  };
}
