/** Runs at most `concurrency` jobs at once and lets at most `maxWaiting` wait; more are refused at once. */
export interface BoundedQueue {
  /**
   * @param owner - Who wants the job done; one owner has at most `maxPerOwner` jobs here, running or waiting.
   * @throws QueueFullError
   */
  run<Result>(job: () => Promise<Result>, owner?: string): Promise<Result>;
}

export interface QueueLimits {
  readonly concurrency: number;
  readonly maxWaiting: number;
  /** No bound when left out. */
  readonly maxPerOwner?: number;
}

export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export function createBoundedQueue({ concurrency, maxWaiting, maxPerOwner = Infinity }: QueueLimits): BoundedQueue {
  const waiting: (() => void)[] = [];
  const jobsByOwner = new Map<string, number>();
  let running = 0;

  function admit(owner: string | undefined): void {
    if (running >= concurrency && waiting.length >= maxWaiting) {
      throw new QueueFullError('Too many jobs are waiting');
    }
    if (owner === undefined) return;
    const jobs = jobsByOwner.get(owner) ?? 0;
    if (jobs >= maxPerOwner) throw new QueueFullError('Too many jobs of one owner are waiting');
    jobsByOwner.set(owner, jobs + 1);
  }

  function dismiss(owner: string | undefined): void {
    if (owner === undefined) return;
    const jobs = jobsByOwner.get(owner) ?? 0;
    if (jobs > 1) jobsByOwner.set(owner, jobs - 1);
    else jobsByOwner.delete(owner);
  }

  async function takePlace(): Promise<void> {
    if (running < concurrency) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Hands the place to the next job, so that no newcomer can take it in between. */
  function leavePlace(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async run(job, owner) {
      admit(owner);
      await takePlace();
      try {
        return await job();
      } finally {
        leavePlace();
        dismiss(owner);
      }
    },
  };
}
