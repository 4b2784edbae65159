/** What an API key may be allowed to do, by resource. */
export const API_KEY_SCOPES = [
  'users:read',
  'users:write',
  'accounts:read',
  'accounts:write',
  'agreements:read',
  'agreements:write',
  'one-time-tokens:write',
  'in-app-links:write',
  'applications:read',
  'applications:write',
  'developer-registrations:read',
  'developer-registrations:write',
  'ribbons:write',
  'referrals:read',
  'referrals:write',
  'payments:read',
  'webhooks:read',
  'webhooks:write',
  'privacy-log:read',
] as const;

export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** What a publishable key may be allowed: its text is public, so whoever opens the page that holds it may do this. */
export const PUBLISHABLE_KEY_SCOPES: readonly ApiKeyScope[] = ['developer-registrations:write'];
