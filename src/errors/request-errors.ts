import type { ErrorDescription } from './error-description.ts';

/** About requests as such, and the service itself. */
export const REQUEST_ERRORS = {
  malformed_request: {
    status: 400,
    sentence: 'The request is malformed',
    remedy: 'Send well-formed JSON (or a form, for a screen), each parameter once, within the size limit.',
  },
  parameter_invalid: {
    status: 400,
    sentence: 'A required parameter is missing or has the wrong type',
    remedy: 'Send the named parameter in the documented type and within its bounds.',
  },
  parameter_unknown: {
    status: 400,
    sentence: 'There is no such parameter',
    remedy: 'Leave the named parameter out, or correct its name.',
  },
  body_too_large: {
    status: 413,
    sentence: 'The body is larger than this address takes',
    remedy: 'Send less at once; `GET /broker-api/v1/limits` and the document of the operation tell how much.',
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
