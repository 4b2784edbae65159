import { setTimeout as delay } from 'node:timers/promises';
import { rereadPayment } from './move-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

const POLL_MS = 100;
/** How long whoever sent a form a second time waits for the first to end. */
const WAIT_MS = 12_000;

/** @returns The payment as soon as nobody is at work on it, or as it stands when the wait is over. */
export async function waitWhileOthersWork(
  dependencies: PaymentsDependencies,
  payment: Payment,
  isUnderWay: (payment: Payment) => boolean,
): Promise<Payment> {
  let current = payment;
  for (let waitedMs = 0; isUnderWay(current) && waitedMs < WAIT_MS; waitedMs += POLL_MS) {
    await delay(POLL_MS);
    current = await rereadPayment(dependencies, current);
  }
  return current;
}
