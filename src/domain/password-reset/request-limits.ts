import { BridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';

export interface RequestLimits {
  /** Counts a request against the address that it comes from. @throws `too_many_attempts` */
  admit(broker: Broker, address: string): Promise<void>;
  /**
   * Counts a letter to an email address, known or not. Once there were too many, no further one is written, and so
   * the latest link stays good: who floods a mailbox keeps nobody from using what is in it.
   */
  mayWrite(broker: Broker, email: string): Promise<boolean>;
}

/** Shorter than a link lives, so that there is always a link that works or the right to another. */
const WINDOW_SECONDS = 15 * 60;

export function createRequestLimits(createRateLimiter: CreateRateLimiter): RequestLimits {
  const perAddress = createRateLimiter({ name: 'reset-address', points: 60, windowSeconds: WINDOW_SECONDS });
  const perAccount = createRateLimiter({ name: 'reset-account', points: 5, windowSeconds: WINDOW_SECONDS });
  return {
    async admit({ brokerName }, address) {
      const waitSeconds = await perAddress.consume({ brokerName, subject: limitSubjectOf(address) });
      if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
    },
    async mayWrite({ brokerName }, email) {
      return (await perAccount.consume({ brokerName, subject: hashToken(email) })) === 0;
    },
  };
}
