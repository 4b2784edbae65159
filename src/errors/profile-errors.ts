import type { ErrorDescription } from './error-description.ts';

/** About what traders change of their own account, and about who they are where the platform says so. */
export const PROFILE_ERRORS = {
  password_wrong: {
    status: 403,
    sentence: 'The password is wrong',
    remedy: 'Enter the current password, or reset it.',
  },
  email_unchanged: {
    status: 400,
    sentence: 'This is the email address that the user has already',
    remedy: 'Send another address.',
  },
  email_taken: {
    status: 409,
    sentence: 'Another user has this email address',
    remedy: 'Use another address, or have the other user give it up.',
  },
  email_link_unknown: {
    status: 404,
    sentence: 'This link is not one of ours',
    remedy: 'Open the link of the mail in full, or ask for a new one in the trading app.',
  },
  email_link_expired: {
    status: 410,
    sentence: 'This link has expired',
    remedy: 'Ask for a new link in the trading app and use it in time.',
  },
  email_link_used: {
    status: 410,
    sentence: 'This link was used already',
    remedy: 'Ask for a new link in the trading app.',
  },
  email_link_replaced: {
    status: 410,
    sentence: 'Something newer has taken the place of this link',
    remedy: 'Open the link of the latest mail; after a change of the password ask for a new one in the trading app.',
  },
  email_change_unfinished: {
    status: 503,
    sentence: 'The trading platform has not taken the new email address yet',
    remedy: 'Wait: it is asked again until it answers. Look at the log lines of call 3.10.',
  },
  email_change_refused: {
    status: 502,
    sentence: 'The trading platform refused the new email address',
    remedy: 'Look at the log line of call 3.10; the address is as it was.',
  },
  hand_off_refused: {
    status: 403,
    sentence: 'The trading platform does not say who this is',
    remedy: 'Look at the log line of the hand-off call, and for another user with this email address or platform user.',
  },
  hand_off_unavailable: {
    status: 503,
    sentence: 'The trading platform cannot be asked who this is',
    remedy: 'Open the page again from the trading app in a moment.',
  },
  sign_in_elsewhere: {
    status: 403,
    sentence: 'Traders of this white label sign in at the trading platform',
    remedy: 'Log in inside the trading app, or set platform.identity of the white label to sso.',
  },
} as const satisfies Record<string, ErrorDescription>;
