import type { StatisticsStep } from '../../lib/statistics-counts.ts';

export interface SeriesQuery extends TotalsQuery {
  readonly step: StatisticsStep;
}

export interface TotalsQuery {
  /** `null` is all of them. */
  readonly brokerNames: readonly string[] | null;
  /** Milliseconds since the Unix epoch; the part in which it lies is the first. */
  readonly fromMs: number;
  /** The part that begins then, or later, is left out. */
  readonly toMs: number;
}
