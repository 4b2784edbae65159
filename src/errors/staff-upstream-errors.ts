import type { ErrorDescription } from './error-description.ts';

/** About members of staff who sign in at another OpenID provider. */
export const STAFF_UPSTREAM_ERRORS = {
  staff_upstream_not_configured: {
    status: 404,
    sentence: 'Signing in elsewhere is not set up',
    remedy: 'Set STAFF_OIDC_ISSUER, STAFF_OIDC_CLIENT_ID and STAFF_OIDC_CLIENT_SECRET, or sign in with a password.',
  },
  staff_upstream_unavailable: {
    status: 503,
    sentence: 'The provider at which you sign in cannot be reached',
    remedy: 'Try again shortly, or sign in with a password.',
  },
  staff_upstream_refused: {
    status: 401,
    sentence: 'The provider did not confirm who you are',
    remedy: 'Try again. If it goes on, check what the bridge is registered as at the provider.',
  },
  staff_upstream_expired: {
    status: 401,
    sentence: 'This sign-in has taken too long, was finished before, or was begun in another browser',
    remedy: 'Begin again, and finish in the same browser within ten minutes.',
  },
  staff_upstream_unknown: {
    status: 403,
    sentence: 'Nobody here signs in with this account',
    remedy: 'Ask to be invited with the email address that the provider has verified, and accept the invitation first.',
  },
} as const satisfies Record<string, ErrorDescription>;
