import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { advanceWithdrawal } from './advance-withdrawal.ts';
import { beginPayment } from './begin-payment.ts';
import { cashierIdOf } from './cashier-id.ts';
import { checkWithdrawable } from './check-withdrawable.ts';
import { rereadPayment } from './move-payment.ts';
import { newPayment } from './new-payment.ts';
import { parseAmount } from './parse-amount.ts';
import type { Payment } from './payment.ts';
import { waitWhileOthersWork } from './wait-while-others-work.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/** A form that a trader sent. */
export interface WithdrawalForm {
  /** Chosen when the form was shown. */
  readonly paymentId: string;
  readonly account: TradingAccount;
  /** As it was typed. */
  readonly amount: string;
}

/** @throws The codes of `parseAmount`, `checkWithdrawable`, `withdrawal_changed`, `too_many_attempts` */
export async function makeWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  form: WithdrawalForm,
): Promise<Payment> {
  const { store } = dependencies;
  const { account, paymentId } = form;
  const amountMinor = parseAmount(form.amount, account.moneyDigits, {
    leastMinor: broker.payments.minWithdrawalMinor,
    mostMinor: broker.payments.maxWithdrawalMinor,
    below: 'withdrawal_below_minimum',
    above: 'withdrawal_above_maximum',
  });
  const known = await store.find(broker.brokerName, paymentId);
  if (known) return joinWithdrawal(dependencies, broker, known, form, amountMinor);
  checkWithdrawable(dependencies.cashiers, broker, account);
  const payment = newPayment(dependencies, broker, {
    ...{ kind: 'withdrawal', state: 'requested', paymentId, account, amountMinor },
    cashier: cashierIdOf(broker),
  });
  const counter = { limiter: dependencies.perUser, key: { brokerName: broker.brokerName, subject: account.userId } };
  if (await beginPayment(dependencies, [counter], payment)) {
    return waitWhileOthersWork(dependencies, await advanceWithdrawal(dependencies, broker, payment), isUnderWay);
  }
  const first = await rereadPayment(dependencies, payment);
  return joinWithdrawal(dependencies, broker, first, form, amountMinor);
}

/** The form was sent before: the withdrawal is that one, and this is its outcome. */
async function joinWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  found: Payment,
  { account }: WithdrawalForm,
  amountMinor: number,
): Promise<Payment> {
  const isSame = found.kind === 'withdrawal' && found.login === account.login && found.userId === account.userId;
  if (!isSame || found.amountMinor !== amountMinor) throw new BridgeError('withdrawal_changed');
  // Whoever was at it is gone, or it waits for its next try.
  const isDue = found.dueAtMs <= dependencies.clock.nowMs();
  const current = isDue ? await advanceWithdrawal(dependencies, broker, found) : found;
  return waitWhileOthersWork(dependencies, current, isUnderWay);
}

/** Somebody is at work on it right now; one that waits for its next try is not waited for. */
function isUnderWay({ state, pendingCall }: Payment): boolean {
  if (state === 'unconfirmed') return false;
  return state === 'requested' || state === 'debited' || pendingCall !== null;
}
