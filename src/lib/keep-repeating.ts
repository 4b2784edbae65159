import type { Logger } from './logger.ts';

/** A job that is done at the start and from time to time, one run at once. */
export interface Repeated {
  start(): void;
  /** Starts no further run, and waits for the one under way. */
  stop(): Promise<void>;
}

export function keepRepeating(
  job: () => Promise<unknown>,
  { intervalMs, log }: { intervalMs: number; log: Logger },
): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;

  async function runQuietly(): Promise<void> {
    try {
      await job();
    } catch (error) {
      log.warn({ err: error }, 'a job that is done from time to time failed; trying again later');
    }
  }

  function run(): void {
    underWay ??= runQuietly().finally(() => {
      underWay = undefined;
    });
  }

  return {
    start() {
      timer ??= setInterval(run, intervalMs).unref();
      run();
    },
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
