/**
 * Deposits: money that goes from a trader through a cashier to a trading account at the platform.
 *
 * Owns the state of every payment and the one call that credits it. Does not own accounts, balances or cards. Invariants:
 * one form makes one payment, and a payment is credited once, whatever dies or is lost; each step is written down by
 * compare-and-set before the next is taken; what cannot be known is called unconfirmed and never sent again blindly.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { keepRecovering } from './keep-recovering.ts';
import { type DepositForm, makeDeposit } from './make-deposit.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { recoverPayments } from './recover-payments.ts';

export interface Payments {
  /** Whether there is a cashier. */
  readonly offersDeposits: boolean;
  /** The id for a form that is about to be shown. */
  newPaymentId(): string;
  /**
   * Makes the payment of a form and takes it as far as it goes. The same form again gives the same payment.
   *
   * @returns The payment; `authorised` or `crediting` when it is not at its end yet.
   * @throws `deposits_off`, `deposit_changed`, `amount_malformed`, `amount_too_precise`, `amount_below_minimum`,
   *   `amount_above_maximum`
   */
  deposit(broker: Broker, form: DepositForm): Promise<Payment>;
  /** Goes on, once, with what others left. @returns How many payments were looked at. */
  recover(): Promise<number>;
  /** Recovers now and from then on. */
  startRecovery(): void;
  /** Asks the platform for no more credits; what is not sent yet is left to the next process. */
  stop(): Promise<void>;
}

export function createPayments(outside: PaymentsDependencies): Payments {
  let isStopped = false;
  const platform: PaymentsDependencies['platform'] = {
    async changeBalance(broker, change) {
      if (!isStopped) return outside.platform.changeBalance(broker, change);
      throw new BridgeError('platform_unavailable', { detail: 'not done: the bridge stops', outcome: 'not_done' });
    },
  };
  const dependencies = { ...outside, platform };
  const recovery = keepRecovering(() => recoverPayments(dependencies), dependencies.log);
  return {
    offersDeposits: dependencies.cashier !== null,
    newPaymentId: () => newRecordId(dependencies.clock.nowMs()),
    deposit: (broker, form) => makeDeposit(dependencies, broker, form),
    recover: () => recoverPayments(dependencies),
    startRecovery: recovery.start,
    stop() {
      isStopped = true;
      return recovery.stop();
    },
  };
}
