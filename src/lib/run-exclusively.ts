import { setTimeout as delay } from 'node:timers/promises';
import type { ExpiringKey, ExpiringStore } from './expiring-store.ts';
import { newSecret } from './secrets.ts';

export interface ExclusiveRun {
  readonly key: ExpiringKey;
  /** How long a process that died can block the others. */
  readonly leaseMs: number;
  /** How long to wait for another run to end. */
  readonly waitMs: number;
}

const POLL_MS = 100;

/**
 * Runs a job that must not run twice at once, in whatever process.
 *
 * @returns The job's result; `undefined` when another run did not end in time.
 */
export async function runExclusively<Result>(
  store: ExpiringStore,
  { key, leaseMs, waitMs }: ExclusiveRun,
  job: () => Promise<Result>,
): Promise<Result | undefined> {
  const holder = newSecret(12);
  for (let waitedMs = 0; !(await store.putIfAbsent(key, holder, { validForMs: leaseMs })); waitedMs += POLL_MS) {
    if (waitedMs >= waitMs) return undefined;
    await delay(POLL_MS);
  }
  try {
    return await job();
  } finally {
    const held = await store.get(key);
    if (held?.value === holder) await store.drop(key);
  }
}
