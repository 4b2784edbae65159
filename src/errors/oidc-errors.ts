import type { ErrorDescription } from './error-description.ts';

/** About apps that speak OpenID Connect, and the issuers that they speak to. */
export const OIDC_ERRORS = {
  app_request_expired: {
    status: 410,
    sentence: 'The app does not wait for this any more',
    remedy: 'Go back to the app and begin again, in the browser in which it was begun.',
  },
  client_unknown: {
    status: 404,
    sentence: 'No such client',
    remedy: 'List the clients in the console, or with `drawbridge client list`.',
  },
  client_invalid: {
    status: 400,
    sentence: 'The client’s settings are not valid',
    remedy: 'Correct the named field.',
  },
  client_exists: {
    status: 409,
    sentence: 'The client id is taken',
    remedy: 'Choose another id, or change the existing client.',
  },
  signing_key_unknown: {
    status: 404,
    sentence: 'No such signing key',
    remedy: 'List the keys with `drawbridge keys list <brokerName>`.',
  },
  signing_key_unreadable: {
    status: 503,
    sentence: 'A signing key cannot be opened',
    remedy: 'Put the key that sealed it back into ENCRYPTION_KEYS, or revoke the signing key.',
  },
} as const satisfies Record<string, ErrorDescription>;
