/** Where time comes from. Handed in everywhere, so that no test has to sleep. */
export interface Clock {
  /** @returns Milliseconds since the Unix epoch. */
  nowMs(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { nowMs: () => Date.now() };
