import type { Logger } from './logger.ts';

/** Does a round of work again and again: soon after it is woken, and now and then by itself. */
export interface DeliveryLoop {
  /** @param round - @returns How much it did; while it does anything, the next one follows at once. */
  start(round: () => Promise<number>): void;
  wake(): void;
  /** @returns When no round is under way any more. */
  stop(): Promise<void>;
}

/** So that what was posted with an answer is delivered after the answer. */
const WAKE_AFTER_MS = 50;
const LOOK_EVERY_MS = 1000;

export function createDeliveryLoop(log: Logger): DeliveryLoop {
  let round: (() => Promise<number>) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let isWoken = false;

  function schedule(afterMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(run, afterMs);
    timer.unref();
  }

  function run(): void {
    isWoken = false;
    underWay = workOnce().then((afterMs) => {
      underWay = undefined;
      if (round) schedule(afterMs);
    });
  }

  async function workOnce(): Promise<number> {
    try {
      const done = round ? await round() : 0;
      return done > 0 || isWoken ? WAKE_AFTER_MS : LOOK_EVERY_MS;
    } catch (error) {
      log.warn({ err: error }, 'an outbox could not be worked through; trying again later');
      return LOOK_EVERY_MS;
    }
  }

  return {
    start(work) {
      round = work;
      schedule(0);
    },
    wake() {
      isWoken = true;
      if (round && !underWay) schedule(WAKE_AFTER_MS);
    },
    async stop() {
      round = undefined;
      clearTimeout(timer);
      await underWay;
    },
  };
}
