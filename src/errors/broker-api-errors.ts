import type { ErrorDescription } from './error-description.ts';

/** About calls of the broker's own systems. */
export const BROKER_API_ERRORS = {
  idempotency_key_invalid: {
    status: 400,
    sentence: 'The Idempotency-Key is not valid',
    remedy: 'Send 1 to 255 visible ASCII characters, for example a UUID.',
  },
  idempotency_key_reused: {
    status: 409,
    sentence: 'The Idempotency-Key was used for another request',
    remedy: 'Send a new key with every new request, and the same one only to repeat a request to the letter.',
  },
  idempotency_in_progress: {
    status: 409,
    sentence: 'The request with this Idempotency-Key is still under way',
    remedy: 'Send it again after the time that Retry-After names.',
  },
  if_match_unsupported: {
    status: 400,
    sentence: 'This address has no revision to compare If-Match with',
    remedy: 'Leave If-Match out here, or send `*`.',
  },
  too_many_requests: {
    status: 429,
    sentence: 'Too many requests',
    remedy: 'Wait for the time that Retry-After names; `GET /broker-api/v1/limits` tells how much one key may ask.',
  },
} as const satisfies Record<string, ErrorDescription>;
