import type { Broker } from '../brokers/broker.ts';
import { type AdvancedPayment, authorisePayment } from './authorise-payment.ts';
import type { CashierBackend, CashierVisit } from './cashier-backend.ts';
import { creditPayment } from './credit-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';
import { releasePayment } from './release-payment.ts';

/** How often one run sends a payment whose answer is lost, where that is safe. */
const CREDITS_PER_RUN = 3;

/** Who goes on with a payment. */
export interface Advance {
  readonly broker: Broker;
  /** The payment's own. */
  readonly cashier: CashierBackend;
  /** The trader's browser; `null` when it is not here. */
  readonly visit: CashierVisit | null;
}

/**
 * Takes a deposit as far as it goes now. May be called at any time, by any process, any number of times.
 *
 * @param payment - As it was read.
 * @returns The payment as it stands afterwards, whoever brought it there.
 */
export async function advancePayment(
  dependencies: PaymentsDependencies,
  advance: Advance,
  payment: Payment,
): Promise<AdvancedPayment> {
  const { broker } = advance;
  const isAtCashier = payment.state === 'created' || payment.state === 'awaiting';
  const asked = isAtCashier ? await authorisePayment(dependencies, advance, payment) : { payment, location: null };
  let current = asked.payment;
  for (let credits = 0; credits < CREDITS_PER_RUN && canBeCredited(broker, current); credits += 1) {
    current = await creditPayment(dependencies, broker, current);
    if (current.state === 'authorised') break;
  }
  if (current.release === 'due') current = await releasePayment(dependencies, advance, current);
  return { payment: current, location: asked.location };
}

/** Sending an unconfirmed payment again is safe only where the platform knows its `externalId` again. */
function canBeCredited(broker: Broker, { state }: Payment): boolean {
  return state === 'authorised' || (state === 'unconfirmed' && broker.platform.idempotentExternalIds);
}
