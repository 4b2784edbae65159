/**
 * What happened at each white label: by the minute for two days, by the hour for two months, by the day for a year.
 *
 * Owns the sums, and how they come to be: processes gather in memory and add their part every few seconds; payments are
 * counted from their records. Does not own what is counted. Invariants: sums are only ever added to, so that any number of
 * processes are right together; a batch is added once, though its answer was lost; a payment is counted once, in the
 * transaction that marks it counted; each count is in its minute, its hour and its day from the first, so that nothing has
 * to be carried from one to the other. Time is UTC.
 */
import { keepRepeating } from '../../lib/keep-repeating.ts';
import type { CountName } from '../../lib/statistics-counts.ts';
import { countPayments, createAddCounts } from './add-counts.ts';
import { readSeries, readTotals } from './read-statistics.ts';
import type { StatisticsDependencies } from './statistics-dependencies.ts';
import type { SeriesQuery, TotalsQuery } from './statistics-query.ts';
import type { BrokerTotals, StatisticsPoint, StatisticsSeries } from './statistics-sums.ts';
import { sweepStatistics } from './sweep-statistics.ts';

export interface Statistics {
  /**
   * By the minute of many white labels that are named one by one it is slow; ask by the hour then, or for all (`null`).
   *
   * @returns One point for each part of the time, in order, with those in which nothing happened.
   * @throws `parameter_invalid`
   */
  series(query: SeriesQuery): Promise<readonly StatisticsPoint[]>;
  /** The same with what all points come to, percentiles too. @throws `parameter_invalid` */
  seriesWithTotal(query: SeriesQuery): Promise<StatisticsSeries>;
  /**
   * Whole hours for up to two days, whole days for longer; those in which the ends lie included.
   *
   * @returns One for each white label that was named, or where all were asked for at which anything happened; by name.
   * @throws `parameter_invalid`
   */
  totals(query: TotalsQuery): Promise<BrokerTotals[]>;
  /** The white labels with the most of something, the most first; without those that have none. @throws `parameter_invalid` */
  top(query: TotalsQuery & { readonly by: TopBy; readonly limit: number }): Promise<BrokerTotals[]>;
  /** Adds what this process gathered, and the payments that nobody counted. */
  addUp(): Promise<void>;
  /** Removes what is too old to be shown. @returns How many parts. */
  sweep(): Promise<number>;
  /** From now on adds up and sweeps from time to time; for a process that serves. */
  start(): void;
  /** Adds what is gathered still. */
  stop(): Promise<void>;
}

export type TopBy = CountName | 'requests' | 'p95Ms';

const ADD_EVERY_MS = 5000;
const SWEEP_EVERY_MS = 600_000;

export function createStatistics(dependencies: StatisticsDependencies): Statistics {
  const { store, log } = dependencies;
  const addCounts = createAddCounts(dependencies);

  async function addUp(): Promise<void> {
    await addCounts();
    await countPayments(dependencies);
  }

  const sweep = () => sweepStatistics(dependencies);
  const adding = keepRepeating(addUp, { intervalMs: ADD_EVERY_MS, log });
  const sweeping = keepRepeating(sweep, { intervalMs: SWEEP_EVERY_MS, log });
  return {
    series: async (query) => (await readSeries(store, query)).points,
    seriesWithTotal: (query) => readSeries(store, query),
    totals: (query) => readTotals(store, query),
    async top({ by, limit, ...query }) {
      const totals = await readTotals(store, query);
      const some = totals.filter((total) => (total[by] ?? 0) > 0);
      return some.sort((left, right) => (right[by] ?? 0) - (left[by] ?? 0)).slice(0, limit);
    },
    addUp,
    sweep,
    start() {
      adding.start();
      sweeping.start();
    },
    async stop() {
      await Promise.all([adding.stop(), sweeping.stop()]);
      // Payments are counted by whoever comes next.
      await addCounts().catch((error: unknown) => log.warn({ err: error }, 'the last counts of this process are lost'));
    },
  };
}
