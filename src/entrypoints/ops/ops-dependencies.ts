import type { Metrics } from '../../http/metrics.ts';

export interface OpsDependencies {
  readonly metrics: Metrics;
  /** Asks the stores. */
  readonly checkStores: () => Promise<StoreHealth>;
  /** Whether the process knows its brokers. */
  readonly isStarted: () => boolean;
  /** Whether the process has begun to stop. */
  readonly isStopping: () => boolean;
  /** With which `/metrics` is read; `undefined` leaves it open. */
  readonly metricsToken: string | undefined;
}

/** Which store answers. */
export interface StoreHealth {
  readonly records: boolean;
  readonly expiring: boolean;
}
