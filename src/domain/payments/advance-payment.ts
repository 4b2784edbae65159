import type { Broker } from '../brokers/broker.ts';
import type { CashierBackend } from './cashier-backend.ts';
import { creditPayment } from './credit-payment.ts';
import { movePayment, rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** How often one run sends a payment whose answer is lost, where that is safe. */
const CREDITS_PER_RUN = 3;

/**
 * Takes a payment as far as it goes now. May be called at any time, by any process, any number of times.
 *
 * @param payment - Of this cashier, as it was read.
 * @returns The payment as it stands afterwards, whoever brought it there.
 */
export async function advancePayment(
  dependencies: PaymentsDependencies & { readonly cashier: CashierBackend },
  broker: Broker,
  payment: Payment,
): Promise<Payment> {
  let current = payment.state === 'created' ? await authorise(dependencies, payment) : payment;
  for (let credits = 0; credits < CREDITS_PER_RUN && canBeCredited(broker, current); credits += 1) {
    current = await creditPayment(dependencies, broker, current);
    if (current.state === 'authorised') break;
  }
  return current;
}

/** Sending an unconfirmed payment again is safe only where the platform knows its `externalId` again. */
function canBeCredited(broker: Broker, { state }: Payment): boolean {
  return state === 'authorised' || (state === 'unconfirmed' && broker.platform.idempotentExternalIds);
}

async function authorise(
  dependencies: PaymentsDependencies & { readonly cashier: CashierBackend },
  payment: Payment,
): Promise<Payment> {
  const { id, brokerName, userId, amountMinor, moneyDigits, currency } = payment;
  const request = { paymentId: id, brokerName, userId, amountMinor, moneyDigits, currency };
  const answer = await dependencies.cashier.authorise(request);
  const moved =
    answer.outcome === 'authorised'
      ? await movePayment(dependencies, payment, 'authorised', { cashierReference: answer.reference })
      : await movePayment(dependencies, payment, 'failed', { failure: 'declined' });
  return moved ?? rereadPayment(dependencies, payment);
}
