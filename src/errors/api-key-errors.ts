import type { ErrorDescription } from './error-description.ts';

/** About the keys of a broker's own systems. */
export const API_KEY_ERRORS = {
  invalid_api_key: {
    status: 401,
    sentence: 'The API key is missing, malformed, unknown or revoked, or its secret is wrong',
    remedy: 'Send the key exactly as it was shown, in the Authorization header; if it is lost, make a new one.',
  },
  expired_api_key: {
    status: 401,
    sentence: 'The API key has expired',
    remedy: 'Rotate the key and use the new one.',
  },
  invalid_signature: {
    status: 401,
    sentence: 'The signature is missing, does not match, is too old, or was used before',
    remedy:
      'Sign timestamp, method, path with query, and body anew for each request, with the API secret and a clock that is right to within 300 seconds.',
  },
  ip_not_whitelisted: {
    status: 401,
    sentence: 'The API key may not be used from this address',
    remedy: 'Add the address to the key’s list, or call from one that is on it.',
  },
  wrong_environment: {
    status: 403,
    sentence: 'The API key is for the other environment',
    remedy: 'Use a key that begins with bk_test_ or pk_test_ in the sandbox, with bk_live_ or pk_live_ in production.',
  },
  insufficient_scope: {
    status: 403,
    sentence: 'The API key may not do this',
    remedy: 'Use a key that has the named scope.',
  },
  api_key_unknown: {
    status: 404,
    sentence: 'No such API key',
    remedy: 'List the keys in the console, or with `drawbridge api-key list`.',
  },
  api_key_invalid_settings: {
    status: 400,
    sentence: 'The API key’s settings are not valid',
    remedy: 'Correct the named field.',
  },
  api_key_exists: {
    status: 409,
    sentence: 'This API key was made before',
    remedy: 'Leave its text out, so that a new one is made.',
  },
  api_key_revoked: {
    status: 409,
    sentence: 'This API key was revoked',
    remedy: 'Make a new one with `drawbridge api-key add`.',
  },
  api_key_unreadable: {
    status: 503,
    sentence: 'The secret of an API key cannot be opened',
    remedy: 'Put the key that sealed it back into ENCRYPTION_KEYS, or rotate the API key.',
  },
} as const satisfies Record<string, ErrorDescription>;
