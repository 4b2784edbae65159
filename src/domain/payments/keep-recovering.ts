import type { Logger } from '../../lib/logger.ts';

export interface Recovery {
  /** Recovers now and from then on. */
  start(): void;
  /** Recovers no more, and waits for what is under way. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 5000;

/** Runs the recovery at the start and from time to time. */
export function keepRecovering(recover: () => Promise<number>, log: Logger): Recovery {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;

  async function recoverQuietly(): Promise<void> {
    try {
      await recover();
    } catch (error) {
      log.warn({ err: error }, 'payments could not be looked through; trying again later');
    }
  }

  function run(): void {
    underWay ??= recoverQuietly().finally(() => {
      underWay = undefined;
    });
  }

  return {
    start() {
      timer ??= setInterval(run, INTERVAL_MS).unref();
      run();
    },
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
