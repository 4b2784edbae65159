/** What the bridge says of each thing that can go wrong. `docs/errors.md` is generated from this table. */
export interface ErrorDescription {
  /** HTTP status, where an audience has no status of its own for it. */
  readonly status: number;
  /** The public sentence; it may stand in an answer to anyone. */
  readonly sentence: string;
  /** What the reader can do. */
  readonly remedy: string;
}

export const ERROR_CATALOGUE = {
  malformed_request: {
    status: 400,
    sentence: 'The request is malformed',
    remedy: 'Send well-formed JSON (or a form, for a screen), each parameter once, within the size limit.',
  },
  parameter_invalid: {
    status: 400,
    sentence: 'A required parameter is missing or has the wrong type',
    remedy: 'Send the named parameter in the documented type.',
  },
  broker_identification_missing: {
    status: 400,
    sentence: 'Required broker identification parameters missing',
    remedy: 'Give brokerName and brokerCrmName, or use the address /b/{brokerName} or the white label’s own host.',
  },
  broker_identification_invalid: {
    status: 401,
    sentence: 'Invalid broker identification parameters',
    remedy: 'Check spelling and case of brokerName and brokerCrmName.',
  },
  broker_identification_mismatch: {
    status: 403,
    sentence: 'Broker identification parameters do not match expected values',
    remedy: 'Use the brokerName, brokerCrmName and tokens of one white label throughout the request.',
  },
  broker_disabled: {
    status: 403,
    sentence: 'This broker is disabled',
    remedy: 'Ask the operator of the bridge to enable the white label.',
  },
  broker_unknown: {
    status: 404,
    sentence: 'No such broker',
    remedy: 'List the brokers with `drawbridge broker list`.',
  },
  broker_invalid: {
    status: 400,
    sentence: 'The broker’s settings are not valid',
    remedy: 'Correct the named field.',
  },
  broker_exists: {
    status: 409,
    sentence: 'The name or host is taken',
    remedy: 'Choose another name, or change the existing broker.',
  },
  broker_changed: {
    status: 409,
    sentence: 'Somebody else changed this broker in between',
    remedy: 'Look at the change and try again.',
  },
  platform_password_wrong: {
    status: 403,
    sentence: 'Invalid password',
    remedy: 'Use the current platform password; `drawbridge broker rotate-password` makes a new one.',
  },
  crm_token_invalid: {
    status: 403,
    sentence: 'Invalid or expired crmApiToken',
    remedy: 'Get a new crmApiToken with call 4.1.',
  },
  inapp_token_invalid: {
    status: 403,
    sentence: 'Invalid inappToken',
    remedy: 'Present the inappToken of the last call 4.2 or 4.3.',
  },
  token_unknown: {
    status: 404,
    sentence: 'The token is unknown, already used or revoked',
    remedy: 'Get a new token; each one-time token works once.',
  },
  token_expired: {
    status: 410,
    sentence: 'The token has expired',
    remedy: 'Get a new token and use it in time.',
  },
  token_malformed: {
    status: 417,
    sentence: 'This is not a token of this bridge',
    remedy: 'Send the token exactly as it was received.',
  },
  user_unknown: {
    status: 404,
    sentence: 'No such user at this broker',
    remedy: 'Use a userId that this broker’s sign-in returned.',
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
  mail_unavailable: {
    status: 503,
    sentence: 'Mail cannot be sent right now',
    remedy: 'Nothing is lost; it is tried again for a day. Check SMTP_URL with `drawbridge doctor`.',
  },
  form_expired: {
    status: 403,
    sentence: 'This form has expired',
    remedy: 'Send the form again.',
  },
  form_foreign: {
    status: 403,
    sentence: 'This form was sent from another site',
    remedy: 'Open the page again and send the form from there.',
  },
  page_expired: {
    status: 403,
    sentence: 'This page has expired',
    remedy: 'Open it again from the trading app.',
  },
  prefetch_refused: {
    status: 403,
    sentence: 'This page is not served ahead of time',
    remedy: 'Open it when it is wanted; nothing was consumed.',
  },
  account_unknown: {
    status: 404,
    sentence: 'This user has no such trading account',
    remedy: 'Name an account of the user whom the token was issued for.',
  },
  deposits_off: {
    status: 404,
    sentence: 'Deposits are not set up',
    remedy: 'Only the sandbox cashier exists so far, and production mode does not offer it.',
  },
  amount_malformed: {
    status: 400,
    sentence: 'The amount is not a plain number',
    remedy: 'Send digits, with at most one decimal point.',
  },
  amount_too_precise: {
    status: 400,
    sentence: 'The amount has more decimals than the account’s currency',
    remedy: 'Send fewer decimals.',
  },
  amount_below_minimum: {
    status: 400,
    sentence: 'The amount is below the smallest deposit',
    remedy: 'Send more, or lower payments.minDepositMinor of the white label.',
  },
  amount_above_maximum: {
    status: 400,
    sentence: 'The amount is above the largest deposit',
    remedy: 'Send less, or raise payments.maxDepositMinor of the white label.',
  },
  deposit_declined: {
    status: 402,
    sentence: 'The payment was declined',
    remedy: 'Try another amount or way to pay.',
  },
  deposit_refused: {
    status: 502,
    sentence: 'The trading platform did not take the deposit',
    remedy: 'Look at the log line of call 3.5; nothing was credited.',
  },
  deposit_pending: {
    status: 503,
    sentence: 'The deposit is not credited yet',
    remedy: 'Wait: it is credited as soon as the trading platform can be reached.',
  },
  deposit_unconfirmed: {
    status: 502,
    sentence: 'The trading platform’s answer to the deposit was lost',
    remedy: 'Look for the payment’s id among the external ids of the account’s history at the platform.',
  },
  deposit_changed: {
    status: 409,
    sentence: 'This form was sent before, with another amount',
    remedy: 'Open the page again for another deposit.',
  },
  too_many_attempts: {
    status: 429,
    sentence: 'Too many failed attempts',
    remedy: 'Wait for the time that Retry-After names.',
  },
  platform_unavailable: {
    status: 503,
    sentence: 'The trading platform cannot be reached',
    remedy: 'Try again shortly; nothing is lost.',
  },
  platform_refused: {
    status: 502,
    sentence: 'The trading platform refused the request',
    remedy: 'Contact the broker’s support.',
  },
  platform_email_taken: {
    status: 409,
    sentence: 'The trading platform already has a user with this email address',
    remedy: 'Contact the broker’s support to link the existing user.',
  },
  store_unavailable: {
    status: 503,
    sentence: 'The service is temporarily unavailable',
    remedy: 'Try again shortly; nothing was consumed and nothing is lost.',
  },
  busy: {
    status: 503,
    sentence: 'The service is busy',
    remedy: 'Try again shortly.',
  },
  not_found: {
    status: 404,
    sentence: 'There is nothing at this address',
    remedy: 'Check the address.',
  },
  method_not_allowed: {
    status: 405,
    sentence: 'This address does not take this method',
    remedy: 'Use a method that the Allow header names.',
  },
  not_permitted: {
    status: 401,
    sentence: 'Authentication is required',
    remedy: 'Send the credentials that this address asks for.',
  },
  internal_error: {
    status: 500,
    sentence: 'Something went wrong on our side',
    remedy: 'Report the request id.',
  },
} as const satisfies Record<string, ErrorDescription>;

/** The closed set of things that can go wrong. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

export const ERROR_CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];
