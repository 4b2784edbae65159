import type { Broker } from '../brokers/broker.ts';
import { advancePayment } from './advance-payment.ts';
import { movePayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

const BATCH_SIZE = 50;

/**
 * Goes on with payments that somebody left: a process that died, or a platform that could not be reached. Any number of
 * processes may do so at once.
 *
 * @returns How many were looked at.
 */
export async function recoverPayments(dependencies: PaymentsDependencies): Promise<number> {
  const { store, brokers, clock, cashier, log } = dependencies;
  const due = await store.listDue({
    nowMs: clock.nowMs(),
    cashier: cashier?.name ?? null,
    retryUnconfirmedOf: brokers
      .list()
      .filter(({ platform }) => platform.idempotentExternalIds)
      .map(({ brokerName }) => brokerName),
    limit: BATCH_SIZE,
  });
  const results = await Promise.allSettled(due.map((payment) => recover(dependencies, payment)));
  for (const result of results) {
    if (result.status === 'rejected') log.warn({ err: result.reason }, 'a payment could not be recovered yet');
  }
  return due.length;
}

async function recover(dependencies: PaymentsDependencies, payment: Payment): Promise<void> {
  const taken = await takeOver(dependencies, payment);
  const broker = dependencies.brokers.find(payment.brokerName);
  if (!taken || !broker || !mayGoOn(dependencies, broker, taken)) return;
  const { cashier } = dependencies;
  if (cashier) await advancePayment({ ...dependencies, cashier }, broker, taken);
}

/** Whoever was crediting is dead, and may have sent the call or not. */
function takeOver(dependencies: PaymentsDependencies, payment: Payment): Promise<Payment | undefined> {
  const dueAtMs = dependencies.clock.nowMs() + dependencies.leaseMs;
  if (payment.state === 'crediting') return movePayment(dependencies, payment, 'unconfirmed');
  if (payment.state === 'created') return movePayment(dependencies, payment, 'created', { dueAtMs });
  return Promise.resolve(payment);
}

function mayGoOn({ cashier }: PaymentsDependencies, broker: Broker, payment: Payment): boolean {
  if (payment.cashier !== cashier?.name) return false;
  return payment.state !== 'unconfirmed' || broker.platform.idempotentExternalIds;
}
