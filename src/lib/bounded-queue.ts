/** Runs at most `concurrency` jobs at once and lets at most `maxWaiting` wait; more are refused at once. */
export interface BoundedQueue {
  /** @throws QueueFullError */
  run<Result>(job: () => Promise<Result>): Promise<Result>;
}

export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export function createBoundedQueue(limits: { concurrency: number; maxWaiting: number }): BoundedQueue {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function takePlace(): Promise<void> {
    if (running < limits.concurrency) {
      running += 1;
      return;
    }
    if (waiting.length >= limits.maxWaiting) throw new QueueFullError('Too many jobs are waiting');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Hands the place to the next job, so that no newcomer can take it in between. */
  function leavePlace(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async run(job) {
      await takePlace();
      try {
        return await job();
      } finally {
        leavePlace();
      }
    },
  };
}
