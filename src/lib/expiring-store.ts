/**
 * The one interface for whatever expires: tokens, sessions, nonces, locks, counters.
 *
 * Every operation is atomic, whatever the number of processes, and touches one partition only. A partition is a white
 * label, so that nothing of one can be found through another; on a Redis Cluster it is the hash tag.
 *
 * Every method throws `BridgeError('store_unavailable')` when the store cannot answer; nothing has been consumed then.
 */
export interface ExpiringStore {
  /** Writes an entry, over any that stands there; its version starts at 1. */
  put(key: ExpiringKey, value: string, options: PutOptions): Promise<void>;
  /**
   * Writes an entry unless one stands there that is still remembered.
   *
   * @returns Whether it was written.
   */
  putIfAbsent(key: ExpiringKey, value: string, options: PutOptions): Promise<boolean>;
  /** @returns The entry for as long as it is remembered, expired and spent ones too; `undefined` when there is none. */
  get(key: ExpiringKey): Promise<ExpiringEntry | undefined>;
  /** Spends an entry. Of any number of calls for one entry exactly one gets `taken`. */
  takeOnce(key: ExpiringKey): Promise<TakeOutcome>;
  /**
   * Replaces the value of a live entry, keeping its times and groups, if nobody else did since it was read.
   *
   * @returns Whether it was replaced; `false` too when it is expired, spent or gone.
   */
  compareAndSet(key: ExpiringKey, expectedVersion: number, value: string): Promise<boolean>;
  /** Forgets an entry, or a counter. */
  drop(key: ExpiringKey): Promise<void>;
  /** Forgets every entry that was put into this group of this partition. */
  dropGroup(partition: string, group: string): Promise<void>;
  /**
   * Adds to a counter that starts at 0 and is forgotten `windowMs` after its first count.
   *
   * @param by - 0 only reads.
   */
  count(key: ExpiringKey, by: number, windowMs: number): Promise<Counted>;
  /**
   * Removes what need not be remembered any more, in one small batch.
   *
   * @param limit - The most entries to remove.
   * @returns How many were removed; a store that forgets by itself answers 0.
   */
  sweep(limit: number): Promise<number>;
  /** Answers when the store does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Where an entry stands. */
export interface ExpiringKey {
  /** The white label it belongs to (`brokerName`). */
  readonly partition: string;
  /** What it is, for example `one-time-token`. */
  readonly kind: string;
  /** Which one; never a secret itself, but its hash. */
  readonly id: string;
}

export interface PutOptions {
  /** Milliseconds from now until it is expired; `null` is without end. */
  readonly validForMs: number | null;
  /** Milliseconds for which it is remembered, as expired or spent, after its validity; 0 when left out. */
  readonly rememberForMs?: number;
  /** Groups it can be dropped with, for example `user:…`. */
  readonly groups?: readonly string[];
}

export interface ExpiringEntry {
  readonly value: string;
  /** Grows by one with each `compareAndSet`. */
  readonly version: number;
  readonly state: 'live' | 'expired' | 'spent';
}

export type TakeOutcome =
  | { readonly outcome: 'taken'; readonly value: string }
  | { readonly outcome: 'expired' | 'spent' | 'absent' };

export interface Counted {
  readonly count: number;
  /** Milliseconds until the counter is forgotten. */
  readonly resetInMs: number;
}
