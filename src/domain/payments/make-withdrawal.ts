import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { LimitKey } from '../../lib/rate-limiter.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { advanceWithdrawal } from './advance-withdrawal.ts';
import { getWithdrawalCashier } from './get-withdrawal-cashier.ts';
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

/** @throws The codes of `parseWithdrawalAmount`, `getWithdrawalCashier`, `withdrawal_changed`, `too_many_attempts` */
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
  const cashier = getWithdrawalCashier(dependencies.cashiers, broker, account);
  await countWithdrawal(dependencies, account);
  const payment = newWithdrawal(dependencies, broker, form, { amountMinor, cashier: cashier.name });
  if (!(await store.add(payment))) {
    await dependencies.perUser.giveBack(limitKeyOf(account));
    const first = await rereadPayment(dependencies, payment);
    return joinWithdrawal(dependencies, broker, first, form, amountMinor);
  }
  return waitWhileOthersWork(dependencies, await advanceWithdrawal(dependencies, broker, payment));
}

async function countWithdrawal({ perUser }: WithdrawalDependencies, account: TradingAccount): Promise<void> {
  const retryAfterSeconds = await perUser.consume(limitKeyOf(account));
  if (retryAfterSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds });
}

function limitKeyOf({ brokerName, userId }: TradingAccount): LimitKey {
  return { brokerName, subject: userId };
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
  // Whoever had begun it is gone. A call that was interrupted is left to the recovery.
  const isLeft = found.dueAtMs <= dependencies.clock.nowMs() && found.pendingCall === null;
  const current = isLeft ? await advanceWithdrawal(dependencies, broker, found) : found;
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
