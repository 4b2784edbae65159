import type { Broker } from '../brokers/broker.ts';
import { advancePayment } from './advance-payment.ts';
import { movePayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import { cashierFor, type PaymentsDependencies } from './payments-dependencies.ts';
import type { Withdrawals } from './withdrawals.ts';

const BATCH_SIZE = 50;

/**
 * Goes on with payments that somebody left: a process that died, or a platform that could not be reached. Any number of
 * processes may do so at once.
 *
 * @returns How many were looked at.
 */
export async function recoverPayments(
  dependencies: PaymentsDependencies,
  { recoverWithdrawal }: Pick<Withdrawals, 'recoverWithdrawal'>,
): Promise<number> {
  const { store, brokers, clock, cashiers, log } = dependencies;
  const due = await store.listDue({
    nowMs: clock.nowMs(),
    cashiers: Object.values(cashiers).map(({ name }) => name),
    retryUnconfirmedOf: brokers
      .list()
      .filter(({ platform }) => platform.idempotentExternalIds)
      .map(({ brokerName }) => brokerName),
    limit: BATCH_SIZE,
  });
  const results = await Promise.allSettled(
    due.map((payment) => (payment.kind === 'withdrawal' ? recoverWithdrawal(payment) : recover(dependencies, payment))),
  );
  for (const result of results) {
    if (result.status === 'rejected') log.warn({ err: result.reason }, 'a payment could not be recovered yet');
  }
  return due.length;
}

async function recover(dependencies: PaymentsDependencies, payment: Payment): Promise<void> {
  const taken = await takeOver(dependencies, payment);
  const broker = dependencies.brokers.find(payment.brokerName);
  if (!taken || !broker || !mayGoOn(broker, taken)) return;
  const cashier = cashierFor(dependencies, broker, taken);
  if (!cashier) return;
  await advancePayment(dependencies, { broker, cashier, visit: null }, taken);
}

/** Whoever was crediting is dead, and may have sent the call or not. */
function takeOver(dependencies: PaymentsDependencies, payment: Payment): Promise<Payment | undefined> {
  const dueAtMs = dependencies.clock.nowMs() + dependencies.leaseMs;
  switch (payment.state) {
    case 'crediting':
      return movePayment(dependencies, payment, 'unconfirmed');
    case 'created':
    case 'awaiting':
    case 'failed':
      return movePayment(dependencies, payment, payment.state, { dueAtMs });
    default:
      return Promise.resolve(payment);
  }
}

function mayGoOn(broker: Broker, { state }: Payment): boolean {
  return state !== 'unconfirmed' || broker.platform.idempotentExternalIds;
}
