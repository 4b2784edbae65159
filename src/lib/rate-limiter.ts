/** Counts what should be rare, such as wrong passwords, and says when it is too much. */
export interface RateLimiter {
  /** @returns Seconds to wait when the limit of `key` is reached; 0 when it is not. */
  check(key: LimitKey): Promise<number>;
  /** Counts one. @returns Seconds to wait when that was over the limit; 0 when it was not. */
  consume(key: LimitKey): Promise<number>;
  /** Counts one. @returns How the limit of `key` stands now, for a caller who is to know. */
  take(key: LimitKey): Promise<Quota>;
  /** Takes back one that `consume` counted. */
  giveBack(key: LimitKey): Promise<void>;
  /** Forgets what was counted. */
  reset(key: LimitKey): Promise<void>;
}

/** How a limit stands. */
export interface Quota {
  readonly isExceeded: boolean;
  /** How many are left. */
  readonly remaining: number;
  /** Until all are there again. */
  readonly resetSeconds: number;
}

export interface LimitKey {
  /** The white label (`brokerName`); what is counted for one never limits another. */
  readonly brokerName: string;
  /** What is counted against: an address, an account, or both. */
  readonly subject: string;
}

/** How much is allowed in which time. */
export interface Limit {
  /** Names the counter, for example `sign-in-address`. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

export type CreateRateLimiter = (limit: Limit) => RateLimiter;
