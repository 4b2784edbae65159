import type { Payment } from './payment.ts';
import type { PaymentStore } from './payment-store.ts';

/**
 * The payments of one page follow each other by number, so that whoever loads it again, from wherever it was left, is at
 * the one that is under way.
 *
 * @param paymentId - Of any of them.
 * @returns The first that was not made yet, or has not ended.
 */
export async function nextPaymentId(
  store: Pick<PaymentStore, 'find'>,
  brokerName: string,
  paymentId: string,
): Promise<string> {
  const [first = ''] = paymentId.split('.', 1);
  let id = first;
  for (let number = 2; ; number += 1) {
    const payment = await store.find(brokerName, id);
    if (!payment || !hasEnded(payment)) return id;
    id = `${first}.${number}`;
  }
}

function hasEnded({ state }: Payment): boolean {
  return state === 'credited' || state === 'paid' || state === 'returned' || state === 'failed';
}
