import { runExclusively } from '../../lib/run-exclusively.ts';
import { STATISTICS_STEPS, type StatisticsStep } from '../../lib/statistics-counts.ts';
import type { StatisticsDependencies } from './statistics-dependencies.ts';

const { day } = STATISTICS_STEPS;

/** Each count is in its day from the first, so that nothing is lost with minutes and hours. */
const KEPT_MS: Readonly<Record<StatisticsStep, number>> = { minute: 2 * day, hour: 62 * day, day: 400 * day };
const ROWS_AT_ONCE = 5000;
const LEASE_MS = 60_000;
/** A process that has not heard of its batch for so long will not send it again. */
const PROCESSES_KEPT_MS = 2 * day;

/** Removes what is too old to be shown; one process at a time. @returns How many rows. */
export async function sweepStatistics({ store, expiring, clock }: StatisticsDependencies): Promise<number> {
  const key = { partition: 'statistics', kind: 'sweep', id: 'all' };
  const removed = await runExclusively(expiring, { key, leaseMs: LEASE_MS, waitMs: 0 }, async () => {
    let count = 0;
    for (const step of ['minute', 'hour', 'day'] as const) {
      const beforeMs = clock.nowMs() - KEPT_MS[step];
      for (let rows = ROWS_AT_ONCE; rows >= ROWS_AT_ONCE; count += rows) {
        rows = await store.sweep(step, beforeMs, ROWS_AT_ONCE);
      }
    }
    await store.forgetProcesses(clock.nowMs() - PROCESSES_KEPT_MS);
    return count;
  });
  return removed ?? 0;
}
