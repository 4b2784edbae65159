import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { LimitKey, RateLimiter } from '../../lib/rate-limiter.ts';
import { eventOfPayment } from './event-of-payment.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** A limit of new payments, and whom it counts against. */
export interface PaymentCounter {
  readonly limiter: RateLimiter;
  readonly key: LimitKey;
}

/** How long to wait between looks at the records for the first of two clicks. */
const LOOK_AFTER_MS = [100, 300, 600];

/** @returns Whether it was written down; `false` when another click of the same form did. @throws `too_many_attempts` */
export async function beginPayment(
  { store, events }: Pick<PaymentsDependencies, 'store' | 'events'>,
  counters: readonly PaymentCounter[],
  payment: Payment,
): Promise<boolean> {
  const waits = await Promise.all(counters.map(({ limiter, key }) => limiter.consume(key)));
  const retryAfterSeconds = Math.max(...waits);
  const event = eventOfPayment(events.newEvent, payment, undefined);
  if (retryAfterSeconds === 0 && (await store.add(payment, event))) return true;
  // Only what was begun counts.
  await Promise.all(counters.map(({ limiter, key }) => limiter.giveBack(key)));
  if (retryAfterSeconds === 0) return false;
  // The first of two clicks may have been the last that was allowed, and be on its way into the records.
  for (const afterMs of LOOK_AFTER_MS) {
    await delay(afterMs);
    if (await store.find(payment.brokerName, payment.id)) return false;
  }
  throw new BridgeError('too_many_attempts', { retryAfterSeconds });
}
