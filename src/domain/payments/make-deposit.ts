import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { advancePayment } from './advance-payment.ts';
import type { AdvancedPayment } from './authorise-payment.ts';
import { beginPayment } from './begin-payment.ts';
import type { CashierBackend, CashierVisit } from './cashier-backend.ts';
import { cashierIdOf } from './cashier-id.ts';
import type { DepositLimits } from './deposit-limits.ts';
import { getDepositCashier } from './get-deposit-cashier.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import { newPayment } from './new-payment.ts';
import { parseAmount } from './parse-amount.ts';
import type { Payment, PaymentState } from './payment.ts';
import { cashierFor, type PaymentsDependencies } from './payments-dependencies.ts';
import { waitWhileOthersWork } from './wait-while-others-work.ts';

/** A form that a trader sent. */
export interface DepositForm {
  /** Chosen when the form was shown. */
  readonly paymentId: string;
  readonly account: TradingAccount;
  /** As it was typed. */
  readonly amount: string;
  readonly visit: CashierVisit;
  /** Where the form came from. */
  readonly address: string;
}

/** Somebody is at work on it right now. */
const UNDER_WAY: readonly PaymentState[] = ['created', 'authorised', 'crediting'];

/** @throws The codes of `parseAmount`, `deposits_off`, `deposit_to_demo`, `deposit_changed`, `too_many_attempts` */
export async function makeDeposit(
  dependencies: PaymentsDependencies,
  limits: DepositLimits,
  broker: Broker,
  form: DepositForm,
): Promise<AdvancedPayment> {
  const { store } = dependencies;
  const { paymentId, account, visit, address } = form;
  const cashier = getDepositCashier(dependencies.cashiers, broker, account);
  const amountMinor = parseAmount(form.amount, account.moneyDigits, {
    leastMinor: broker.payments.minDepositMinor,
    mostMinor: broker.payments.maxDepositMinor,
    below: 'amount_below_minimum',
    above: 'amount_above_maximum',
  });
  const payment = newPayment(dependencies, broker, {
    ...{ kind: 'deposit', state: 'created', paymentId, account, amountMinor },
    cashier: cashierIdOf(broker),
  });
  const isKnown = (await store.find(broker.brokerName, paymentId)) !== undefined;
  const counters = limits(broker.brokerName, account.userId, address);
  if (isKnown || !(await beginPayment(dependencies, counters, payment))) {
    return joinDeposit(dependencies, broker, visit, payment);
  }
  const advanced = await advancePayment(dependencies, { broker, cashier, visit }, payment);
  return { ...advanced, payment: await waitWhileOthersWork(dependencies, advanced.payment, isUnderWay) };
}

/** The form was sent before: the payment is that one, and this is its outcome. */
async function joinDeposit(
  dependencies: PaymentsDependencies,
  broker: Broker,
  visit: CashierVisit,
  sent: Payment,
): Promise<AdvancedPayment> {
  const found = await rereadPayment(dependencies, sent);
  if (!isSameDeposit(found, sent)) throw new BridgeError('deposit_changed');
  const cashier = cashierFor(dependencies, broker, found);
  if (!cashier) return { payment: found, location: null };
  const advance = { broker, cashier, visit };
  const taken = await takeOver(dependencies, found);
  const current = taken ? (await advancePayment(dependencies, advance, taken)).payment : found;
  const settled = await waitWhileOthersWork(dependencies, current, isUnderWay);
  return settled.state === 'awaiting' ? askAgain(dependencies, advance, settled) : { payment: settled, location: null };
}

function isSameDeposit(found: Payment, sent: Payment): boolean {
  if (found.kind !== 'deposit' || found.userId !== sent.userId) return false;
  return found.login === sent.login && found.amountMinor === sent.amountMinor;
}

/** The way to the cashier, again. */
async function askAgain(
  dependencies: PaymentsDependencies,
  advance: { broker: Broker; cashier: CashierBackend; visit: CashierVisit },
  payment: Payment,
): Promise<AdvancedPayment> {
  const advanced = await advancePayment(dependencies, advance, payment);
  return { ...advanced, payment: await waitWhileOthersWork(dependencies, advanced.payment, isUnderWay) };
}

/** @returns The payment, if whoever had begun it is gone and it is ours to go on with; `undefined` otherwise. */
async function takeOver(dependencies: PaymentsDependencies, payment: Payment): Promise<Payment | undefined> {
  const { clock, leaseMs } = dependencies;
  const nowMs = clock.nowMs();
  if (payment.dueAtMs > nowMs) return undefined;
  if (payment.state === 'authorised') return payment;
  if (payment.state !== 'created') return undefined;
  return movePayment(dependencies, payment, 'created', { dueAtMs: nowMs + leaseMs });
}

/** One that the platform could not take yet waits for the recovery, and nobody waits for that. */
function isUnderWay({ state, attempts }: Payment): boolean {
  return UNDER_WAY.includes(state) && !(state === 'authorised' && attempts > 0);
}
