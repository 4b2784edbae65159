import type { Broker } from '../brokers/broker.ts';
import { cashierRequestOf } from './authorise-payment.ts';
import type { CashierBackend, ReleaseAnswer } from './cashier-backend.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { retryDelayAfterMs } from './retry-delay.ts';

/**
 * Has the cashier give back the money of a deposit that the platform refused. Never fails: what was not done now is done by
 * a recovery.
 *
 * @param payment - Failed, its release due.
 * @returns The payment as it stands afterwards.
 */
export async function releasePayment(
  dependencies: PaymentsDependencies,
  { cashier, broker }: { cashier: CashierBackend; broker: Broker },
  payment: Payment,
): Promise<Payment> {
  const { clock, log } = dependencies;
  const answer = await askCashier(dependencies, { cashier, broker }, payment);
  if (answer === 'by_hand') {
    log.error({ broker: payment.brokerName, payment: payment.id }, 'money has to be given back to a trader by hand');
  }
  const nowMs = clock.nowMs();
  const change =
    answer === 'pending'
      ? { dueAtMs: nowMs + retryDelayAfterMs(nowMs - payment.createdAtMs) }
      : { release: answer === 'released' ? ('done' as const) : answer };
  return (await movePayment(dependencies, payment, 'failed', change)) ?? rereadPayment(dependencies, payment);
}

async function askCashier(
  { log }: PaymentsDependencies,
  { cashier, broker }: { cashier: CashierBackend; broker: Broker },
  payment: Payment,
): Promise<ReleaseAnswer> {
  try {
    return await cashier.release(broker, cashierRequestOf(payment));
  } catch (error) {
    log.warn({ err: error, broker: payment.brokerName, payment: payment.id }, 'money could not be given back yet');
    return 'pending';
  }
}
