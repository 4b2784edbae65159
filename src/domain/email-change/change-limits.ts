import { BridgeError } from '../../errors/bridge-error.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

export interface ChangeLimits {
  /** Counts a request against the user, who is known. @throws `too_many_attempts` */
  admit(broker: Broker, userId: string): Promise<void>;
  /** Counts a letter to an address that may be a stranger's, who shall not be flooded. */
  mayWrite(broker: Broker, newEmail: string): Promise<boolean>;
}

const WINDOW_SECONDS = 15 * 60;

export function createChangeLimits(createRateLimiter: CreateRateLimiter): ChangeLimits {
  const perUser = createRateLimiter({ name: 'email-change-user', points: 5, windowSeconds: WINDOW_SECONDS });
  const perAddressee = createRateLimiter({ name: 'email-change-to', points: 5, windowSeconds: WINDOW_SECONDS });
  return {
    async admit({ brokerName }, userId) {
      const waitSeconds = await perUser.consume({ brokerName, subject: userId });
      if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
    },
    async mayWrite({ brokerName }, newEmail) {
      return (await perAddressee.consume({ brokerName, subject: hashToken(newEmail) })) === 0;
    },
  };
}
