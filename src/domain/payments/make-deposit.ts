import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { advancePayment } from './advance-payment.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import { parseDepositAmount } from './parse-deposit-amount.ts';
import type { Payment, PaymentState } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** A form that a trader sent. */
export interface DepositForm {
  /** Chosen when the form was shown. */
  readonly paymentId: string;
  readonly account: TradingAccount;
  /** As it was typed. */
  readonly amount: string;
}

const POLL_MS = 100;
/** How long whoever sent the form a second time waits for the first to end. */
const WAIT_MS = 12_000;
/** Somebody is at work on it right now. */
const UNDER_WAY: readonly PaymentState[] = ['created', 'authorised', 'crediting'];

/** @throws The codes of `parseDepositAmount`, `deposits_off`, `deposit_changed` */
export async function makeDeposit(
  dependencies: PaymentsDependencies,
  broker: Broker,
  { paymentId, account, amount }: DepositForm,
): Promise<Payment> {
  const { cashier, store, clock, leaseMs } = dependencies;
  if (!cashier) throw new BridgeError('deposits_off');
  const amountMinor = parseDepositAmount(amount, account.moneyDigits, broker.payments);
  const nowMs = clock.nowMs();
  const payment: Payment = {
    id: paymentId,
    brokerName: broker.brokerName,
    userId: account.userId,
    login: account.login,
    currency: account.depositCurrency,
    moneyDigits: account.moneyDigits,
    amountMinor,
    state: 'created',
    failure: null,
    cashier: cashier.name,
    cashierReference: null,
    attempts: 0,
    balanceHistoryId: null,
    dueAtMs: nowMs + leaseMs,
    revision: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  if (!(await store.add(payment))) return joinDeposit({ ...dependencies, cashier }, broker, payment);
  return waitWhileOthersWork(dependencies, await advancePayment({ ...dependencies, cashier }, broker, payment));
}

/** The form was sent before: the payment is that one, and this is its outcome. */
async function joinDeposit(
  dependencies: Parameters<typeof advancePayment>[0],
  broker: Broker,
  sent: Payment,
): Promise<Payment> {
  const found = await rereadPayment(dependencies, sent);
  if (found.amountMinor !== sent.amountMinor || found.login !== sent.login || found.userId !== sent.userId) {
    throw new BridgeError('deposit_changed');
  }
  const taken = await takeOver(dependencies, found);
  const current = taken ? await advancePayment(dependencies, broker, taken) : found;
  return waitWhileOthersWork(dependencies, current);
}

/** @returns The payment, if whoever had begun it is gone and it is ours to go on with; `undefined` otherwise. */
async function takeOver(
  dependencies: Parameters<typeof advancePayment>[0],
  payment: Payment,
): Promise<Payment | undefined> {
  const { clock, leaseMs, cashier } = dependencies;
  const nowMs = clock.nowMs();
  if (payment.dueAtMs > nowMs || payment.cashier !== cashier.name) return undefined;
  if (payment.state === 'authorised') return payment;
  if (payment.state !== 'created') return undefined;
  return movePayment(dependencies, payment, 'created', { dueAtMs: nowMs + leaseMs });
}

async function waitWhileOthersWork(dependencies: PaymentsDependencies, payment: Payment): Promise<Payment> {
  let current = payment;
  for (let waitedMs = 0; isUnderWay(current) && waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    await delay(POLL_MS);
    current = await rereadPayment(dependencies, current);
  }
  return current;
}

/** One that the platform could not take yet waits for the recovery, and nobody waits for that. */
function isUnderWay({ state, attempts }: Payment): boolean {
  return UNDER_WAY.includes(state) && !(state === 'authorised' && attempts > 0);
}
