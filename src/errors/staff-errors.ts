import type { ErrorDescription } from './error-description.ts';

/** About who administers the bridge. */
export const STAFF_ERRORS = {
  staff_credentials_wrong: {
    status: 401,
    sentence: 'The email address or the password is wrong',
    remedy: 'Check both. Who looks after members of staff can make a link for a new password.',
  },
  staff_proof_wrong: {
    status: 401,
    sentence: 'This does not prove that it is you',
    remedy: 'Try again with a fresh code, the right password, or another way. Every code works once.',
  },
  staff_sign_in_expired: {
    status: 401,
    sentence: 'This sign-in has taken too long',
    remedy: 'Begin again with email address and password.',
  },
  staff_session_unknown: {
    status: 404,
    sentence: 'No such session',
    remedy: 'List the sessions again; it may have ended.',
  },
  staff_member_unknown: {
    status: 404,
    sentence: 'No such member of staff',
    remedy: 'List the members in the console, or with `drawbridge staff list`.',
  },
  staff_exists: {
    status: 409,
    sentence: 'There is a member of staff with this email address',
    remedy: 'Change that member, or use another address.',
  },
  staff_invalid: {
    status: 400,
    sentence: 'The member of staff is not valid',
    remedy: 'Correct the named field.',
  },
  staff_password_refused: {
    status: 400,
    sentence: 'This password is too easily guessed',
    remedy: 'Choose one of at least 12 characters that is neither common nor your email address.',
  },
  staff_forbidden: {
    status: 403,
    sentence: 'Your role or reach does not allow this',
    remedy: 'Ask an owner whose reach includes it. Nobody can grant more than they have.',
  },
  staff_changed_meanwhile: {
    status: 409,
    sentence: 'Somebody else changed this member of staff in between',
    remedy: 'Read it again, and decide anew.',
  },
  staff_last_owner: {
    status: 409,
    sentence: 'This is the last active owner of everything',
    remedy: 'Make another owner first.',
  },
  staff_state_wrong: {
    status: 409,
    sentence: 'The member of staff is not in a state in which this can be done',
    remedy: 'Renew or revoke the invitation of who has not accepted it; change who has.',
  },
  staff_link_spent: {
    status: 410,
    sentence: 'This link is unknown, was used, was replaced, or has expired',
    remedy: 'Open the latest link in full, or ask for a new one.',
  },
  staff_totp_not_begun: {
    status: 409,
    sentence: 'No authenticator app is being set up, or it took too long',
    remedy: 'Begin again, and confirm with a code within a quarter of an hour.',
  },
  staff_secret_unreadable: {
    status: 503,
    sentence: 'The secret of an authenticator app cannot be opened',
    remedy:
      'Put the key that sealed it back into ENCRYPTION_KEYS, or sign in with a recovery code and set the app up anew.',
  },
} as const satisfies Record<string, ErrorDescription>;
