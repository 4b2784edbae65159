import type { Backlog } from './backlog.ts';

/** Where things wait to be delivered. Any number of processes may take from it. */
export interface Outbox<Entry> {
  /**
   * Takes entries that are due, the longest due first. Nobody else gets them before the lease is over.
   *
   * @param lease.holder - Names this taking; the entries are given back under it.
   */
  claimDue(nowMs: number, lease: OutboxLease, limit: number): Promise<Entry[]>;
  /** Forgets an entry, unless its lease ran out and another took it. */
  remove(id: string, holder: string): Promise<void>;
  /** Counts a failure and makes the entry due again later, unless its lease ran out and another took it. */
  postpone(id: string, holder: string, dueAtMs: number): Promise<void>;
  /** Everything that was neither delivered nor given up, due or not. @param brokerNames - `null` is all white labels. */
  countWaiting(brokerNames: readonly string[] | null): Promise<Backlog>;
}

export interface OutboxLease {
  readonly holder: string;
  readonly untilMs: number;
}
