import type { ErrorDescription } from './error-description.ts';

/** About saying who looks at a person's data, and why. */
export const PRIVACY_ERRORS = {
  privacy_header_missing: {
    status: 400,
    sentence: 'A header that says who asks for personal data, or why, is missing',
    remedy: 'Send the named header, such as `X-Data-Access-Principal: {service_name}-{username}`.',
  },
  privacy_header_invalid: {
    status: 400,
    sentence: 'A header that says who asks for personal data, or why, is malformed',
    remedy:
      'Join two parts with a hyphen, as `{service_name}-{username}` or `{context}-{reference}`, in visible ASCII without spaces; at most 200 characters for the principal and 500 for the justification.',
  },
  privacy_placeholder_refused: {
    status: 400,
    sentence: 'A header that says who asks for personal data, or why, holds a placeholder',
    remedy: 'Name the real user and the real reason, or have the white label set `privacy.allowPlaceholders`.',
  },
} as const satisfies Record<string, ErrorDescription>;
