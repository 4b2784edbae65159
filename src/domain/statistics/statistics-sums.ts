import type { Counts } from '../../lib/statistics-counts.ts';

/** What happened in some time. */
export interface StatisticsSums extends Counts {
  /** That were answered, well or not. */
  readonly requests: number;
  /** Half of them took no longer; `null` where there was none. At most the longest time that is told apart, 5 s. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Credited; by currency, in the order of its name. */
  readonly deposits: readonly MoneyTotal[];
  /** Paid out. */
  readonly withdrawals: readonly MoneyTotal[];
}

export interface MoneyTotal {
  readonly currency: string;
  readonly count: number;
  /** A decimal number with all its digits, such as `1250.00`; exact. */
  readonly amount: string;
}

/** One part of a series. */
export interface StatisticsPoint extends StatisticsSums {
  readonly startMs: number;
}

export interface BrokerTotals extends StatisticsSums {
  readonly brokerName: string;
}

export interface StatisticsSeries {
  /** In order, with those in which nothing happened. */
  readonly points: readonly StatisticsPoint[];
  /** Of all of them. */
  readonly total: StatisticsSums;
}
