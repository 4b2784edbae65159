import type { ErrorDescription } from './error-description.ts';

/** About tokens. */
export const TOKEN_ERRORS = {
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
  token_of_other_broker: {
    status: 403,
    sentence: 'Broker identification parameters do not match expected values',
    remedy: 'Use the token at the white label that it was issued for.',
  },
  token_malformed: {
    status: 417,
    sentence: 'This is not a token of this bridge',
    remedy: 'Send the token exactly as it was received.',
  },
} as const satisfies Record<string, ErrorDescription>;
