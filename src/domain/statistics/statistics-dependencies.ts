import type { Clock } from '../../lib/clock.ts';
import type { ExpiringStore } from '../../lib/expiring-store.ts';
import type { Logger } from '../../lib/logger.ts';
import type { GatheredCounts } from './gather-counts.ts';
import type { StatisticsStore } from './statistics-store.ts';

/** What the context of statistics needs from outside. */
export interface StatisticsDependencies {
  readonly store: StatisticsStore;
  /** What this process counts. */
  readonly gathered: GatheredCounts;
  readonly expiring: ExpiringStore;
  readonly clock: Clock;
  readonly log: Logger;
}
