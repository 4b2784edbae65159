/**
 * Another email address for a trader, who proves by a mailed link to read what comes there.
 *
 * Owns who may ask, the letters, and that the platform's address and ours end alike. Does not own users or the links
 * themselves (`mail-links`). Invariants: an address is changed only after its mailbox and the password were proved; what
 * was asked for dies with the password that it was asked with; whether a new address is somebody's cannot be learned by
 * asking, neither from the answer nor from the time it takes; what the platform was asked is noted before, and gone on with
 * until its answer is known.
 */
import { keepRepeating } from '../../lib/keep-repeating.ts';
import type { Broker } from '../brokers/broker.ts';
import type { WriteLetter } from '../mail/letter-writers.ts';
import { createMailLinks } from '../mail-links/mail-links.ts';
import { createChangeLimits } from './change-limits.ts';
import { confirmChange } from './confirm-change.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { EMAIL_LINK, type EmailLinkSubject } from './email-link.ts';
import { recoverChanges } from './recover-changes.ts';
import { type ChangeRequest, requestChange } from './request-change.ts';
import { writeLinkLetter, writeNoticeLetter } from './write-change-letters.ts';

export interface EmailChange {
  /**
   * Has a link sent to the new address, and a notice to the old one.
   *
   * @param address - Of the trader; wrong passwords are counted against it.
   * @throws `password_wrong`, `email_unchanged`, `email_relay_refused`, `too_many_attempts`, `page_expired`, `busy`
   */
  request(broker: Broker, request: ChangeRequest, address: string): Promise<void>;
  /**
   * Looks whether a link works, and leaves it as it is.
   *
   * @returns The address that it confirms.
   * @throws `email_link_unknown`, `email_link_expired`, `email_link_used`, `email_link_replaced`
   */
  checkLink(broker: Broker, token: string): Promise<string>;
  /**
   * Changes the address. May be repeated.
   *
   * @throws What `checkLink` does; `email_taken`, `email_change_unfinished`, `email_change_refused`, `busy`
   */
  confirm(broker: Broker, token: string, address: string): Promise<void>;
  /** Goes on with changes that are due. @returns How many were looked at. */
  recover(): Promise<number>;
  /** Recovers now and from then on. */
  startRecovery(): void;
  stop(): Promise<void>;
  readonly writeLinkLetter: WriteLetter;
  readonly writeNoticeLetter: WriteLetter;
}

const RECOVERY_INTERVAL_MS = 10_000;

export function createEmailChange(dependencies: EmailChangeDependencies): EmailChange {
  const links = createMailLinks<EmailLinkSubject>(dependencies, EMAIL_LINK);
  const limits = createChangeLimits(dependencies.createRateLimiter);
  const recover = () => recoverChanges(dependencies);
  const recovery = keepRepeating(recover, { intervalMs: RECOVERY_INTERVAL_MS, log: dependencies.log });
  return {
    request: (broker, request, address) => requestChange(dependencies, limits, broker, request, address),
    checkLink: async ({ brokerName }, token) => (await links.find(brokerName, token)).subject.newEmail,
    confirm: (broker, token, address) => confirmChange(dependencies, links, broker, token, address),
    recover,
    startRecovery: recovery.start,
    stop: recovery.stop,
    writeLinkLetter: (letter) => writeLinkLetter(dependencies, links, letter),
    writeNoticeLetter: (letter) => writeNoticeLetter(dependencies, letter),
  };
}
