import type { MailLinkKind, MailLinkSubject } from '../mail-links/mail-link.ts';

export type ResetSubject = MailLinkSubject;

export const RESET_LINK: MailLinkKind = {
  purpose: 'password-reset',
  prefix: 'rp',
  errors: {
    unknown: 'reset_link_unknown',
    expired: 'reset_link_expired',
    used: 'reset_link_used',
    replaced: 'reset_link_replaced',
  },
};
