import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { advanceWithdrawal } from './advance-withdrawal.ts';
import { cashierIdOf } from './cashier-id.ts';
import { checkWithdrawable } from './check-withdrawable.ts';
import { rereadPayment } from './move-payment.ts';
import { parseWithdrawalAmount } from './parse-withdrawal-amount.ts';
import type { Payment } from './payment.ts';
import type { WithdrawalDependencies } from './withdrawal-dependencies.ts';

/** A form that a trader sent. */
export interface WithdrawalForm {
  /** Chosen when the form was shown. */
  readonly paymentId: string;
  readonly account: TradingAccount;
  /** As it was typed. */
  readonly amount: string;
}

const POLL_MS = 100;
/** How long whoever sent the form a second time waits for the first to end. */
const WAIT_MS = 12_000;

/** @throws The codes of `parseWithdrawalAmount`, `checkWithdrawable`, `withdrawal_changed`, `too_many_attempts` */
export async function makeWithdrawal(
  dependencies: WithdrawalDependencies,
  broker: Broker,
  form: WithdrawalForm,
): Promise<Payment> {
  const { store } = dependencies;
  const { account, paymentId } = form;
  const amountMinor = parseWithdrawalAmount(form.amount, account.moneyDigits, broker.payments);
  const known = await store.find(broker.brokerName, paymentId);
  if (known) return joinWithdrawal(dependencies, broker, known, form, amountMinor);
  checkWithdrawable(dependencies.cashiers, broker, account);
  const payment = newWithdrawal(dependencies, broker, form, { amountMinor, cashier: cashierIdOf(broker) });
  if (await begin(dependencies, payment)) {
    return waitWhileOthersWork(dependencies, await advanceWithdrawal(dependencies, broker, payment));
  }
  const first = await rereadPayment(dependencies, payment);
  return joinWithdrawal(dependencies, broker, first, form, amountMinor);
}

/** @returns Whether it was written down; `false` when another click of the same form did. @throws `too_many_attempts` */
async function begin({ store, perUser }: WithdrawalDependencies, payment: Payment): Promise<boolean> {
  const { brokerName, userId, id } = payment;
  const key = { brokerName, subject: userId };
  const retryAfterSeconds = await perUser.consume(key);
  if (retryAfterSeconds === 0 && (await store.add(payment))) return true;
  // Only what was begun counts.
  await perUser.giveBack(key);
  if (retryAfterSeconds === 0) return false;
  // The first of two clicks may have been the last that was allowed, and be on its way into the records.
  await delay(POLL_MS);
  if (await store.find(brokerName, id)) return false;
  throw new BridgeError('too_many_attempts', { retryAfterSeconds });
}

function newWithdrawal(
  { clock, leaseMs }: WithdrawalDependencies,
  { brokerName }: Broker,
  { paymentId, account }: WithdrawalForm,
  { amountMinor, cashier }: { amountMinor: number; cashier: string },
): Payment {
  const nowMs = clock.nowMs();
  return {
    id: paymentId,
    kind: 'withdrawal',
    brokerName,
    userId: account.userId,
    login: account.login,
    currency: account.depositCurrency,
    moneyDigits: account.moneyDigits,
    amountMinor,
    state: 'requested',
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
  return waitWhileOthersWork(dependencies, current);
}

async function waitWhileOthersWork(dependencies: WithdrawalDependencies, payment: Payment): Promise<Payment> {
  let current = payment;
  for (let waitedMs = 0; isUnderWay(current) && waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    await delay(POLL_MS);
    current = await rereadPayment(dependencies, current);
  }
  return current;
}

/** Somebody is at work on it right now; one that waits for its next try is not waited for. */
function isUnderWay({ state, pendingCall }: Payment): boolean {
  if (state === 'unconfirmed') return false;
  return state === 'requested' || state === 'debited' || pendingCall !== null;
}
