import { newRecordId } from '../../lib/ids.ts';
import { spreadCounts, spreadPayments } from './spread-counts.ts';
import type { StatisticsDependencies } from './statistics-dependencies.ts';
import type { CountBatch } from './statistics-store.ts';

const PAYMENTS_AT_ONCE = 500;
/** One that failed before, and one with what was counted since. */
const BATCHES_AT_ONCE = 2;

/**
 * Adds what this process gathered. A batch whose fate nobody knows is sent again as it was, under its own number, so that
 * it is added once.
 */
export function createAddCounts({ store, gathered, clock }: StatisticsDependencies): () => Promise<void> {
  const processId = newRecordId(clock.nowMs());
  let sequence = 0;
  let waiting: CountBatch | undefined;

  function nextBatch(): CountBatch | undefined {
    const minutes = gathered.take();
    if (minutes.length === 0) return undefined;
    sequence += 1;
    return { processId, sequence, atMs: clock.nowMs(), rows: spreadCounts(minutes) };
  }

  return async () => {
    for (let round = 0; round < BATCHES_AT_ONCE; round += 1) {
      waiting ??= nextBatch();
      if (!waiting) return;
      await store.add(waiting);
      waiting = undefined;
    }
  };
}

/** Counts the payments that came to their end, whichever process brought them there. */
export async function countPayments({ store, clock }: StatisticsDependencies): Promise<void> {
  const how = { atMs: clock.nowMs(), limit: PAYMENTS_AT_ONCE };
  while ((await store.countPayments(how, spreadPayments)) >= PAYMENTS_AT_ONCE);
}
