import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import { newSecret } from './secrets.ts';

export interface Delivery<Entry extends Waiting> {
  readonly outbox: Outbox<Entry>;
  readonly clock: Clock;
  readonly rules: DeliveryRules<Entry>;
  /** What it throws is a failure, and is tried again. */
  deliver(entry: Entry): Promise<void>;
  /** @param isGivenUp - Whether it is not tried again. */
  noteFailure(entry: Entry, error: unknown, isGivenUp: boolean): void;
}

export interface DeliveryRules<Entry> {
  /** How many entries one round takes up, all of which are delivered side by side. */
  readonly atOnce: number;
  /** Longer than one delivery can take. */
  readonly leaseMs: number;
  /** From when the entry was made. */
  readonly giveUpAfterMs: number;
  /** How long to wait after one more failure. */
  pauseMs(entry: Entry): number;
}

export interface Waiting {
  readonly id: string;
  /** How often delivering it has failed. */
  readonly failures: number;
  readonly createdAtMs: number;
}

/** One round of delivery: each entry at least once, or given up. @returns How many entries were taken up. */
export async function deliverFromOutbox<Entry extends Waiting>(delivery: Delivery<Entry>): Promise<number> {
  const { outbox, clock, rules } = delivery;
  const nowMs = clock.nowMs();
  const holder = newSecret(12);
  const entries = await outbox.claimDue(nowMs, { holder, untilMs: nowMs + rules.leaseMs }, rules.atOnce);
  const results = await Promise.allSettled(entries.map((entry) => deliverOne(delivery, entry, holder)));
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason;
  }
  return entries.length;
}

async function deliverOne<Entry extends Waiting>(
  delivery: Delivery<Entry>,
  entry: Entry,
  holder: string,
): Promise<void> {
  try {
    await delivery.deliver(entry);
  } catch (error) {
    return putOff(delivery, entry, holder, error);
  }
  await delivery.outbox.remove(entry.id, holder);
}

async function putOff<Entry extends Waiting>(
  { outbox, clock, rules, noteFailure }: Delivery<Entry>,
  entry: Entry,
  holder: string,
  error: unknown,
): Promise<void> {
  const dueAtMs = clock.nowMs() + rules.pauseMs(entry);
  const isGivenUp = dueAtMs - entry.createdAtMs > rules.giveUpAfterMs;
  noteFailure(entry, error, isGivenUp);
  await (isGivenUp ? outbox.remove(entry.id, holder) : outbox.postpone(entry.id, holder, dueAtMs));
}
