import type { DatabaseSync } from 'node:sqlite';
import { isBusy } from '../driver-errors.ts';

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

/** How long operations wait for another process that is writing, and how often they look. */
const MAX_WAIT_MS = 2000;
const PAUSE_MS = 5;
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
  const waiting: Job[] = [];
  let isScheduled = false;
  let busySinceMs: number | undefined;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(commitNextBatch);
  }

  function commitNextBatch(): void {
    isScheduled = false;
    if (waiting.length === 0) return;
    if (mustWait()) {
      isScheduled = true;
      setTimeout(commitNextBatch, PAUSE_MS);
      return;
    }
    commitTogether(waiting.splice(0, MAX_OPERATIONS_PER_COMMIT));
    if (waiting.length > 0) schedule();
  }

  /** Begins the transaction, unless another process is writing and there is still time to wait for it. */
  function mustWait(): boolean {
    try {
      begin.run();
      busySinceMs = undefined;
      return false;
    } catch (error) {
      if (!isBusy(error)) return false;
      busySinceMs ??= performance.now();
      return performance.now() - busySinceMs < MAX_WAIT_MS;
    }
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
      if (!database.isTransaction) begin.run();
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
    const isInTransaction = database.isOpen && database.isTransaction;
    if (isInTransaction) database.exec('rollback');
    if (isInTransaction && culprit) {
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
      while (waiting.length > 0) commitTogether(waiting.splice(0, MAX_OPERATIONS_PER_COMMIT));
    },
  };
}
