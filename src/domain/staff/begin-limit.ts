import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import { STAFF_PARTITION, type StaffDependencies } from './staff-dependencies.ts';
import type { StaffCaller } from './staff-session.ts';

const WINDOW_SECONDS = 15 * 60;
/** As many as a whole office behind one address needs. */
const POINTS = 100;

/**
 * Limits by address what anybody may begin, for something is kept of each. Nothing can be guessed by it.
 *
 * @returns Counts one. @throws `too_many_requests`
 */
export function createBeginLimit(
  { createRateLimiter }: Pick<StaffDependencies, 'createRateLimiter'>,
  name: string,
): (caller: StaffCaller) => Promise<void> {
  const limiter = createRateLimiter({ name, points: POINTS, windowSeconds: WINDOW_SECONDS });
  return async ({ address }) => {
    const key = { brokerName: STAFF_PARTITION, subject: limitSubjectOf(address) };
    const retryAfterSeconds = await limiter.consume(key);
    if (retryAfterSeconds > 0) throw new BridgeError('too_many_requests', { retryAfterSeconds });
  };
}
