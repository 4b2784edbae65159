/**
 * A forgotten password: the link that comes by mail, and the new password that it buys.
 *
 * Owns the links. Does not own users, their passwords or their sessions; it changes and ends them through `users` and
 * `access`. Invariants: of a user's links only the latest works, once, for half an hour, at its own white label; whether
 * an email address is known cannot be learned by asking for a link, neither from the answer nor from the time it takes;
 * looking at a link consumes nothing; nobody's requests can keep another from the latest link.
 */
import type { Broker } from '../brokers/broker.ts';
import type { WriteLetter } from '../mail/letter-writers.ts';
import type { User } from '../users/user.ts';
import { openLink } from './open-link.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import { createRequestLimits } from './request-limits.ts';
import { type LinkRequest, requestLink } from './request-link.ts';
import { resetPassword } from './reset-password.ts';
import { writeResetLetter } from './write-reset-letter.ts';

export interface PasswordReset {
  /**
   * Has a link sent, if there is such a user.
   *
   * @param address - Of who asks; requests are counted against it.
   * @throws `too_many_attempts`, `store_unavailable`
   */
  requestLink(broker: Broker, request: LinkRequest, address: string): Promise<void>;
  /**
   * Looks whether a link works, and leaves it as it is.
   *
   * @throws `reset_link_unknown`, `reset_link_expired`, `reset_link_used`, `reset_link_replaced`
   */
  checkLink(broker: Broker, token: string): Promise<void>;
  /**
   * Sets the password, ends all sessions of the user, spends the link, and makes the address known for that user.
   *
   * @throws `reset_link_unknown`, `reset_link_expired`, `reset_link_used`, `reset_link_replaced`, `busy`
   */
  resetPassword(broker: Broker, token: string, newPassword: string, address: string): Promise<User>;
  /** Writes the letter with a new link, which takes the place of any before it. */
  readonly writeLetter: WriteLetter;
}

export function createPasswordReset(dependencies: PasswordResetDependencies): PasswordReset {
  const limits = createRequestLimits(dependencies.createRateLimiter);
  return {
    requestLink: (broker, request, address) => requestLink(dependencies, limits, broker, request, address),
    async checkLink(broker, token) {
      await openLink(dependencies, broker, token);
    },
    resetPassword: (broker, token, newPassword, address) =>
      resetPassword(dependencies, broker, token, newPassword, address),
    writeLetter: (letter) => writeResetLetter(dependencies, letter),
  };
}
