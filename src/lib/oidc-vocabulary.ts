/** Exchanges a one-time token of ours for tokens of OpenID Connect. */
export const ONE_TIME_TOKEN_GRANT = 'urn:drawbridge:params:oauth:grant-type:one-time-token';

/** Every way for an app to get tokens. */
export const OIDC_GRANT_TYPES = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
  ONE_TIME_TOKEN_GRANT,
] as const;

export const OIDC_SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'accounts',
  'trading',
  'payments',
  'crm_api',
] as const;
