import type { Storage } from '../../src/storage/open-storage.ts';

/** What a process holds that is dead for certain need not be waited for. No bridge may be running. */
export async function endLeases(
  { payments }: Pick<Storage, 'payments'>,
  brokerName: string,
  sent: readonly { readonly paymentId: string }[],
): Promise<void> {
  for (const { paymentId } of sent) {
    const payment = await payments.find(brokerName, paymentId);
    if (payment) await payments.replace({ ...payment, dueAtMs: 0, revision: payment.revision + 1 }, payment);
  }
}
