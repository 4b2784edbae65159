import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExpiringStore } from '../lib/expiring-store.ts';
import type { Logger } from '../lib/logger.ts';

export interface Sweeper {
  /** @returns How many entries were removed; waits for a sweep that is under way. */
  sweepNow(): Promise<number>;
  /** Sweeps no more, and waits for the batch that is under way. */
  stop(): Promise<void>;
}

export interface SweepOptions {
  readonly store: ExpiringStore;
  readonly log: Logger;
  readonly intervalMs?: number;
  /** The most entries that one transaction removes. */
  readonly batchSize?: number;
  /** The most transactions of one sweep. */
  readonly maxBatches?: number;
}

/** Removes from time to time, in small batches, what need not be remembered any more. */
export function sweepExpired(options: SweepOptions): Sweeper {
  const { store, log, intervalMs = 5000, batchSize = 200, maxBatches = 100 } = options;
  let underWay: Promise<number> | undefined;
  let isStopped = false;

  async function sweep(): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < maxBatches && !isStopped; batch += 1) {
      const count = await store.sweep(batchSize);
      removed += count;
      if (count < batchSize) break;
      await nextTurn();
    }
    return removed;
  }

  function sweepNow(): Promise<number> {
    underWay ??= sweep().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function sweepQuietly(): Promise<void> {
    try {
      const removed = await sweepNow();
      if (removed > 0) log.debug({ removed }, 'swept what had expired');
    } catch (error) {
      log.warn({ err: error }, 'what has expired could not be swept; trying again later');
    }
  }

  const timer = setInterval(sweepQuietly, intervalMs);
  timer.unref();
  return {
    sweepNow,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay?.catch(() => undefined);
    },
  };
}
