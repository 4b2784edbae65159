/**
 * A forgotten password: the link that comes by mail, and the new password that it buys.
 *
 * Owns who may ask for a link, and what it does. Does not own the links themselves (`mail-links`), nor users, their
 * passwords or their sessions; it changes and ends them through `users` and `access`. Invariants: whether an email address
 * is known cannot be learned by asking for a link, neither from the answer nor from the time it takes; nobody's requests
 * can keep another from the latest link.
 */
import type { Broker } from '../brokers/broker.ts';
import type { WriteLetter } from '../mail/letter-writers.ts';
import { createMailLinks } from '../mail-links/mail-links.ts';
import type { User } from '../users/user.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import { createRequestLimits } from './request-limits.ts';
import { type LinkRequest, requestLink } from './request-link.ts';
import { RESET_LINK, type ResetSubject } from './reset-link.ts';
import { resetPassword } from './reset-password.ts';
import { sendLink } from './send-link.ts';
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
   * Has a link sent to a user because staff says so.
   *
   * @throws `user_is_disabled`, `too_many_letters`, `store_unavailable`
   */
  sendLink(broker: Broker, user: User): Promise<void>;
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
  /** From now on no link works that the user was sent before. */
  revokeLinks(brokerName: string, userId: string): Promise<void>;
}

export function createPasswordReset(dependencies: PasswordResetDependencies): PasswordReset {
  const limits = createRequestLimits(dependencies.createRateLimiter);
  const links = createMailLinks<ResetSubject>(dependencies, RESET_LINK);
  return {
    requestLink: (broker, request, address) => requestLink(dependencies, limits, broker, request, address),
    sendLink: (broker, user) => sendLink(dependencies, limits, broker, user),
    async checkLink(broker, token) {
      await links.find(broker.brokerName, token);
    },
    resetPassword: (broker, token, newPassword, address) =>
      resetPassword(dependencies, links, broker, token, newPassword, address),
    writeLetter: (letter) => writeResetLetter(dependencies, links, letter),
    revokeLinks: links.revoke,
  };
}
