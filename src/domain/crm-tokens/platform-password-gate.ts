import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter } from '../../lib/rate-limiter.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker, PlatformPassword } from '../brokers/broker.ts';
import type { Brokers } from '../brokers/brokers.ts';

/** @throws `platform_password_wrong`, `too_many_attempts` */
export type PlatformPasswordGate = (broker: Broker, password: string, address: string) => Promise<PlatformPassword>;

/**
 * Lets the right platform password through and slows down whoever guesses it.
 *
 * A try counts as a failure before the costly look at its password, so that many at once pass the limit no more than
 * many in a row; a right one takes its count back. Tries with one password that come together are one try, and a
 * password that was right before passes without any.
 */
export function createPlatformPasswordGate(parts: {
  brokers: Brokers;
  createRateLimiter: CreateRateLimiter;
}): PlatformPasswordGate {
  const { passwordCheck } = parts.brokers;
  const failures = parts.createRateLimiter({ name: 'platform-password', points: 20, windowSeconds: 60 });
  const underWay = new Map<string, Promise<PlatformPassword>>();
  const salt = newSecret();

  async function tryPassword(broker: Broker, password: string, subject: string): Promise<PlatformPassword> {
    const key = { brokerName: broker.brokerName, subject };
    const waitSeconds = await failures.consume(key);
    if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
    try {
      const bought = await passwordCheck.verify(broker, password, subject);
      if (!bought) throw new BridgeError('platform_password_wrong');
      await failures.giveBack(key);
      return bought;
    } catch (error) {
      if (!isBridgeError(error, 'platform_password_wrong')) await failures.giveBack(key);
      throw error;
    }
  }

  return async (broker, password, address) => {
    const recalled = passwordCheck.recall(broker, password);
    if (recalled) return recalled;
    const subject = limitSubjectOf(address);
    const name = hashToken(`${salt}/${broker.brokerName}/${subject}/${password}`);
    const running = underWay.get(name) ?? tryPassword(broker, password, subject).finally(() => underWay.delete(name));
    underWay.set(name, running);
    return running;
  };
}
