import type { StatisticsStep } from '../../lib/statistics-counts.ts';

export interface SeriesQuery extends TotalsQuery {
  readonly step: StatisticsStep;
  /** How many parts one point sums up; the first begins on a multiple of that. 1 when left out. */
  readonly partsOfPoint?: number | undefined;
}

export interface TotalsQuery {
  /** `null` is all of them. */
  readonly brokerNames: readonly string[] | null;
  /** Milliseconds since the Unix epoch; the part in which it lies is the first. */
  readonly fromMs: number;
  /** The part that begins then, or later, is left out. */
  readonly toMs: number;
}
