import type { ErrorDescription } from './error-description.ts';

/** About what stands behind the bridge: the trading platform, the mail server. */
export const BACKEND_ERRORS = {
  mail_unavailable: {
    status: 503,
    sentence: 'Mail cannot be sent right now',
    remedy: 'Nothing is lost; it is tried again for a day. Check SMTP_URL with `drawbridge doctor`.',
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
} as const satisfies Record<string, ErrorDescription>;
