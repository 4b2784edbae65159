import { randomUUID } from 'node:crypto';
import type { Payment } from '../../../../src/domain/payments/payment.ts';
import { samplePayment } from '../../../contracts/sample-records.ts';
import type { WiredBridge } from '../../../support/start-wired-bridge.ts';

/** A payment of the seeded trader; unconfirmed unless said otherwise. */
export async function aPayment(
  { app, clock }: Pick<WiredBridge, 'app' | 'clock'>,
  brokerName: string,
  changes: Partial<Payment> = {},
): Promise<Payment> {
  const user = await app.users.findAnyByEmail(brokerName, 'trader@example.com');
  if (!user) throw new Error('The sandbox has a trader');
  const times = { createdAtMs: clock.nowMs(), updatedAtMs: clock.nowMs() };
  const payment = samplePayment(user, randomUUID(), {
    ...{ state: 'unconfirmed', pendingCall: 'credit', cashierReference: `ref-${randomUUID()}`, ...times, ...changes },
  });
  await app.storage.payments.add(payment);
  return payment;
}
