import type { ErrorDescription } from './error-description.ts';

/** About signing up in steps, and opening trading accounts. */
export const ACCOUNT_ERRORS = {
  sign_up_expired: {
    status: 410,
    sentence: 'This sign-up was open for too long',
    remedy: 'Begin it again; nothing was stored.',
  },
  sign_in_expired: {
    status: 410,
    sentence: 'This sign-in was open for too long',
    remedy: 'Log in again.',
  },
  accounts_off: {
    status: 404,
    sentence: 'No trading accounts are offered',
    remedy: 'Give the white label account offers.',
  },
  account_choice_unknown: {
    status: 400,
    sentence: 'No such account is offered',
    remedy: 'Choose an offer of the white label, with a currency and a leverage of that offer.',
  },
  accounts_exhausted: {
    status: 409,
    sentence: 'This user has as many trading accounts as one user may have',
    remedy: 'Use one of the accounts that are there.',
  },
  account_bound: {
    status: 409,
    sentence: 'Another user has this trading account',
    remedy: 'Check environment and login; an account stays with its user.',
  },
  account_link_refused: {
    status: 422,
    sentence: 'The trading platform does not give this account to the user',
    remedy:
      'Check environment, login and the account’s password, and that no other user of the platform has the account. Look at the log line of call 3.4.',
  },
  account_refused: {
    status: 502,
    sentence: 'The trading platform refused to open the account',
    remedy: 'Look at the log line of call 3.3; nothing was opened.',
  },
  account_unavailable: {
    status: 503,
    sentence: 'The trading platform could not be reached, and no account was opened',
    remedy: 'Try again in a moment.',
  },
  account_unconfirmed: {
    status: 502,
    sentence: 'The trading platform’s answer to the opening of an account was lost',
    remedy: 'Look for an account without an owner at the platform; the request is never sent again by itself.',
  },
  account_unlinked: {
    status: 503,
    sentence: 'The account is open, and not yet in the user’s list',
    remedy: 'Wait: it is linked at the next sign-in, or with the next account that is opened.',
  },
  account_request_changed: {
    status: 409,
    sentence: 'This form was sent before, with another choice',
    remedy: 'Open the page again for another account.',
  },
} as const satisfies Record<string, ErrorDescription>;
