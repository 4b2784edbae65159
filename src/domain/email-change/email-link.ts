import { hashToken } from '../../lib/secrets.ts';
import type { MailLinkKind, MailLinkSubject } from '../mail-links/mail-link.ts';
import type { User } from '../users/user.ts';

export type EmailLinkSubject = MailLinkSubject & {
  readonly newEmail: string;
  /** Of the password that the link was asked for with. */
  readonly passwordMark: string;
};

export const EMAIL_LINK: MailLinkKind = {
  purpose: 'email-change',
  prefix: 'ec',
  errors: {
    unknown: 'email_link_unknown',
    expired: 'email_link_expired',
    used: 'email_link_used',
    replaced: 'email_link_replaced',
  },
};

/** With another password, what was asked for with the old one is void. */
export function passwordMarkOf({ passwordHash }: User): string {
  return hashToken(passwordHash);
}
