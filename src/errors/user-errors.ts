import type { ErrorDescription } from './error-description.ts';

/** About traders and how they sign in. */
export const USER_ERRORS = {
  user_unknown: {
    status: 404,
    sentence: 'No such user at this broker',
    remedy: 'Use the id of a user of this very white label, as it was given.',
  },
  user_is_disabled: {
    status: 409,
    sentence: 'This user is disabled',
    remedy: 'Enable the user first: who is disabled gets no letters and cannot sign in.',
  },
  too_many_letters: {
    status: 429,
    sentence: 'Too many letters were sent to this user just now',
    remedy: 'Have the user look at the latest letter, also among spam, or wait a quarter of an hour.',
  },
  session_unknown: {
    status: 404,
    sentence: 'No such session of this user',
    remedy: 'List the sessions again; it may have ended.',
  },
  precondition_failed: {
    status: 412,
    sentence: 'Somebody else changed this in between',
    remedy: 'Read it again, and send the change with the ETag of that answer in If-Match.',
  },
  credentials_wrong: {
    status: 401,
    sentence: 'The email address or the password is wrong',
    remedy: 'Check both, and the broker they belong to.',
  },
  sign_up_refused: {
    status: 409,
    sentence: 'This account could not be created',
    remedy: 'If you already have an account, log in instead.',
  },
  email_relay_refused: {
    status: 400,
    sentence: 'The trading platform does not accept Apple private relay addresses',
    remedy: 'Use the email address that you receive mail at.',
  },
  reset_link_unknown: {
    status: 404,
    sentence: 'This link is not one of ours',
    remedy: 'Open the link of the mail in full, or ask for a new one.',
  },
  reset_link_expired: {
    status: 410,
    sentence: 'This link has expired',
    remedy: 'Ask for a new link and use it in time.',
  },
  reset_link_used: {
    status: 410,
    sentence: 'This link was used already',
    remedy: 'Log in with the new password, or ask for a new link.',
  },
  reset_link_replaced: {
    status: 410,
    sentence: 'A newer link has taken the place of this one',
    remedy: 'Open the link of the latest mail.',
  },
  sign_in_unfinished: {
    status: 503,
    sentence: 'The password was changed, but the sign-in could not be finished',
    remedy: 'Log in with the new password in a moment.',
  },
  ribbon_invalid: {
    status: 400,
    sentence: 'A ribbon is not valid',
    remedy:
      'Give it a color such as #1257e0, a title, enabled, closable, and one action: urlExternal or urlinApp, a web address. See docs/white-labels.md.',
  },
  too_many_attempts: {
    status: 429,
    sentence: 'Too many failed attempts',
    remedy: 'Wait for the time that Retry-After names.',
  },
} as const satisfies Record<string, ErrorDescription>;
