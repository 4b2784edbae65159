import type { DatabaseSync } from 'node:sqlite';

/**
 * Commits together what was asked for in the same turn of the event loop, so that many callers share one flush to disk.
 * Nobody gets an answer before it is durable.
 */
export interface CommitQueue {
  /**
   * @param operation - Synchronous, and without effects outside of the database: it may run more than once.
   * @returns The operation's result, once it is committed.
   */
  run<T>(operation: () => T): Promise<T>;
  /** Commits what is waiting. */
  flush(): void;
}

/** Keeps a transaction, and with it the time for which another process has to wait, short. */
const MAX_OPERATIONS_PER_COMMIT = 256;

interface Job {
  /** @returns What to call once it is committed. */
  execute(): () => void;
  reject(error: unknown): void;
}

export function createCommitQueue(database: DatabaseSync): CommitQueue {
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  let waiting: Job[] = [];
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(commitNextBatch);
  }

  function commitNextBatch(): void {
    scheduled = false;
    const batch = waiting.slice(0, MAX_OPERATIONS_PER_COMMIT);
    waiting = waiting.slice(MAX_OPERATIONS_PER_COMMIT);
    if (waiting.length > 0) schedule();
    commitTogether(batch);
  }

  /** An operation that fails is left out, and the others are done again without it. */
  function commitTogether(batch: readonly Job[]): void {
    let jobs = batch;
    while (jobs.length > 0) {
      const failed = tryCommit(jobs);
      jobs = failed ? jobs.filter((job) => job !== failed) : [];
    }
  }

  /** @returns The job that has to be left out, if the others should be done again. */
  function tryCommit(jobs: readonly Job[]): Job | undefined {
    let current: Job | undefined;
    try {
      begin.run();
      const acknowledgements = jobs.map((job) => {
        current = job;
        return job.execute();
      });
      current = undefined;
      commit.run();
      for (const acknowledge of acknowledgements) acknowledge();
      return undefined;
    } catch (error) {
      return giveUp(jobs, current, error);
    }
  }

  function giveUp(jobs: readonly Job[], culprit: Job | undefined, error: unknown): Job | undefined {
    // A transaction that is gone already was ended by SQLite itself: the disk is full or cannot be read.
    const isOneJobsFault = culprit !== undefined && database.isOpen && database.isTransaction;
    if (database.isOpen && database.isTransaction) database.exec('rollback');
    if (isOneJobsFault) {
      culprit.reject(error);
      return culprit;
    }
    for (const job of jobs) job.reject(error);
    return undefined;
  }

  return {
    run<T>(operation: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          execute() {
            const result = operation();
            return () => resolve(result);
          },
          reject,
        });
        schedule();
      });
    },
    flush() {
      while (waiting.length > 0) commitNextBatch();
    },
  };
}
