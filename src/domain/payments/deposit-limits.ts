import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';

/** How many deposits one trader, and one address, may begin. */
export interface DepositLimits {
  /** @throws `too_many_attempts` */
  count(brokerName: string, userId: string, address: string): Promise<void>;
}

const WINDOW_SECONDS = 600;
const PER_USER = 30;
/** Many traders can share one. */
const PER_ADDRESS = 300;

export function createDepositLimits(createRateLimiter: CreateRateLimiter): DepositLimits {
  const windowSeconds = WINDOW_SECONDS;
  const ofUser = createRateLimiter({ name: 'deposit-user', points: PER_USER, windowSeconds });
  const ofAddress = createRateLimiter({ name: 'deposit-address', points: PER_ADDRESS, windowSeconds });
  return {
    async count(brokerName, userId, address) {
      const waits = await Promise.all([
        ofUser.consume({ brokerName, subject: userId }),
        ofAddress.consume({ brokerName, subject: limitSubjectOf(address) }),
      ]);
      const retryAfterSeconds = Math.max(...waits);
      if (retryAfterSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds });
    },
  };
}
