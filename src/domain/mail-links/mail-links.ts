/**
 * Links in letters: who opens one proves to read the mailbox.
 *
 * Owns the tokens in them. Does not own the letters, nor what a link leads to. Invariants: of a user's links of one
 * purpose only the latest works, once, for half an hour, at its own white label; only its hash is kept; looking at a link
 * consumes nothing, so that a HEAD request, a prefetch and a scanner of mail may do so as often as they like.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import type { TakeOutcome } from '../../lib/expiring-store.ts';
import { findMailLink } from './find-mail-link.ts';
import { issueMailLink, latestMailLinkKey } from './issue-mail-link.ts';
import type { MailLink, MailLinkKind, MailLinkSubject } from './mail-link.ts';
import type { MailLinksDependencies } from './mail-links-dependencies.ts';
import { redeemMailLink, spendMailLink } from './redeem-mail-link.ts';

export interface MailLinks<Subject extends MailLinkSubject> {
  /** Makes a link, which takes the place of any before it. @returns Its token. */
  issue(brokerName: string, subject: Subject): Promise<string>;
  /** @throws The kind's errors for a link that is unknown, expired, replaced, or that somebody is using right now. */
  look(brokerName: string, token: string): Promise<MailLink<Subject>>;
  /** The same for a link that has to work. @throws The kind's error for a link that was used, too. */
  find(brokerName: string, token: string): Promise<MailLink<Subject>>;
  /**
   * Does what the link is for, once: of those who race for it all but one are refused. A job that fails leaves the link as
   * it was.
   */
  redeem<Result>(brokerName: string, token: string, job: (subject: Subject) => Promise<Result>): Promise<Result>;
  spend(link: MailLink<Subject>): Promise<TakeOutcome['outcome']>;
  /** From now on none of the user's links of this purpose works. */
  revoke(brokerName: string, userId: string): Promise<void>;
}

export function createMailLinks<Subject extends MailLinkSubject>(
  dependencies: MailLinksDependencies,
  kind: MailLinkKind,
): MailLinks<Subject> {
  const look = (brokerName: string, token: string) => findMailLink<Subject>(dependencies, kind, brokerName, token);

  async function find(brokerName: string, token: string): Promise<MailLink<Subject>> {
    const link = await look(brokerName, token);
    if (link.isSpent) throw new BridgeError(kind.errors.used);
    return link;
  }

  return {
    issue: (brokerName, subject) => issueMailLink(dependencies, kind, brokerName, subject),
    look,
    find,
    redeem: async (brokerName, token, job) => redeemMailLink(dependencies, kind, await find(brokerName, token), job),
    spend: (link) => spendMailLink(dependencies, kind, link),
    revoke: (brokerName, userId) => dependencies.expiring.drop(latestMailLinkKey(kind, brokerName, userId)),
  };
}
