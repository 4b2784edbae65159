const RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 600_000;

/**
 * When a payment that could not be finished is looked at again: later each time.
 *
 * @param attempts - How often it was tried so far.
 * @returns Milliseconds from now.
 */
export function retryDelayMs(attempts: number): number {
  return Math.min(Math.max(attempts, 1) * RETRY_MS, LONGEST_RETRY_MS);
}

/**
 * The same for a cashier that has not made up its mind, whom nobody counts the questions of.
 *
 * @param ageMs - How long ago the payment was begun.
 * @returns Milliseconds from now; as long again as it has taken so far.
 */
export function retryDelayAfterMs(ageMs: number): number {
  return Math.min(Math.max(ageMs, RETRY_MS), LONGEST_RETRY_MS);
}
