import { BridgeError } from '../../errors/bridge-error.ts';
import { parseDecimalText } from '../../lib/money.ts';
import type { Broker } from '../brokers/broker.ts';
import { advancePayment } from './advance-payment.ts';
import type { CashierName } from './cashier-backend.ts';
import { cashierKindOf } from './cashier-id.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import { cashierFor, type PaymentsDependencies } from './payments-dependencies.ts';

/** What a cashier says of a deposit on its own. Who said it was checked before. */
export interface CashierWord {
  readonly cashier: CashierName;
  /** Of which payments it may speak: those that began before; `null`: of all. */
  readonly begunBeforeMs: number | null;
  readonly paymentId: string;
  readonly outcome: 'authorised' | 'declined';
  /** A decimal number, such as `250.00`. */
  readonly amount: string;
  readonly currency: string;
  /** What the cashier calls it. */
  readonly reference: string;
}

/** Of those who change a payment all the time somebody wins each time. */
const TRIES = 10;

/**
 * Believes the cashier, however late and however often it says so, and credits what it authorised.
 *
 * @returns The payment as it stands afterwards.
 * @throws `payment_unknown`, `payment_mismatch`, `payment_contradicted`
 */
export async function hearCashier(
  dependencies: PaymentsDependencies,
  broker: Broker,
  word: CashierWord,
): Promise<Payment> {
  const { brokerName } = broker;
  if (!dependencies.cashiers[word.cashier]) throw new BridgeError('payment_unknown');
  let payment = await dependencies.store.find(brokerName, word.paymentId);
  if (payment?.kind !== 'deposit' || !maySpeakOf(payment, word)) throw new BridgeError('payment_unknown');
  checkMoney(dependencies, payment, word);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!isNews(payment, word)) return agree(dependencies, payment, word);
    const moved = await writeDown(dependencies, payment, word);
    if (moved) return goOn(dependencies, broker, moved);
    payment = await rereadPayment(dependencies, payment);
  }
  throw new BridgeError('store_unavailable', {
    detail: 'others change the payment all the time',
    retryAfterSeconds: 1,
  });
}

function maySpeakOf({ cashier, createdAtMs }: Payment, word: CashierWord): boolean {
  if (cashierKindOf(cashier) !== word.cashier) return false;
  return word.begunBeforeMs === null || createdAtMs < word.begunBeforeMs;
}

function checkMoney({ log }: PaymentsDependencies, payment: Payment, { amount, currency }: CashierWord): void {
  const isSame =
    /^[\d.]+$/.test(amount) && parseDecimalText(amount, payment.moneyDigits) === BigInt(payment.amountMinor);
  if (isSame && currency === payment.currency) return;
  const { brokerName, id } = payment;
  log.error({ broker: brokerName, payment: id }, 'the cashier names another amount than the payment has');
  throw new BridgeError('payment_mismatch', { detail: `payment ${id}` });
}

/** A cashier may change its mind from no to yes, and take what came too late; from yes to no is no way. */
function isNews({ state, failure }: Payment, { outcome }: CashierWord): boolean {
  if (state === 'created' || state === 'awaiting') return true;
  return outcome === 'authorised' && state === 'failed' && failure !== 'refused';
}

function agree({ log }: PaymentsDependencies, payment: Payment, { outcome, reference }: CashierWord): Payment {
  const line = { broker: payment.brokerName, payment: payment.id, state: payment.state };
  if (outcome === 'declined' && (payment.state !== 'failed' || payment.failure === 'refused')) {
    log.error(line, 'the cashier declines a payment that it authorised before');
    throw new BridgeError('payment_contradicted', { detail: `payment ${payment.id}` });
  }
  // There is none where staff had said so before.
  if (outcome === 'authorised' && payment.cashierReference !== null && payment.cashierReference !== reference) {
    log.error(line, 'the cashier authorised a payment twice, by two references; it is credited once');
  }
  return payment;
}

function writeDown(
  dependencies: PaymentsDependencies,
  payment: Payment,
  { outcome, reference }: CashierWord,
): Promise<Payment | undefined> {
  if (outcome === 'declined') {
    return movePayment(dependencies, payment, 'failed', { failure: 'declined', expiresAtMs: null });
  }
  return movePayment(dependencies, payment, 'authorised', {
    failure: null,
    cashierReference: reference,
    expiresAtMs: null,
    dueAtMs: dependencies.clock.nowMs() + dependencies.leaseMs,
  });
}

async function goOn(dependencies: PaymentsDependencies, broker: Broker, payment: Payment): Promise<Payment> {
  const cashier = cashierFor(dependencies, broker, payment);
  if (!cashier) return payment;
  return (await advancePayment(dependencies, { broker, cashier, visit: null }, payment)).payment;
}
