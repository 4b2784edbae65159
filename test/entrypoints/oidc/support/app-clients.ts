import type { SeedClient } from '../../../../src/config/seed-client-types.ts';
import { ONE_TIME_TOKEN_GRANT } from '../../../../src/lib/oidc-vocabulary.ts';
import { makeAppKeys } from '../clients/app-keys.ts';

/** Never opened: browsers of these tests stop before it. */
export const REDIRECT_URI = 'https://app.example/callback';
export const PUBLIC_URI = 'https://spa.example/callback';
export const GOODBYE_URI = 'https://app.example/goodbye';
export const RESOURCE = 'https://api.example/v1';

/** Of every client here that uses one. */
export const APP_SECRET = 'the-secret-of-an-app';

export const APP_KEYS = await makeAppKeys('ES256');
export const RSA_APP_KEYS = await makeAppKeys('RS256', 'rsa-app-key');

const APP = {
  name: 'An app',
  secret: APP_SECRET,
  redirectUris: [REDIRECT_URI],
  postLogoutRedirectUris: [GOODBYE_URI],
  scopes: ['openid', 'profile', 'email', 'offline_access', 'accounts'],
  firstParty: true,
} as const;
const { secret: _secret, ...SECRETLESS } = APP;

/** One client of each kind. */
export const APP_CLIENTS: readonly SeedClient[] = [
  { ...APP, id: 'web' },
  { ...APP, id: 'other-web' },
  { ...APP, id: 'third-party', firstParty: false },
  { ...APP, id: 'auto', profile: 'autoshares' },
  { ...APP, id: 'api-user', resources: [RESOURCE] },
  { ...APP, id: 'bound', dpopBound: true },
  { ...APP, id: 'code-only', grantTypes: ['authorization_code'], scopes: ['openid'] },
  {
    ...{ ...APP, id: 'back-end', redirectUris: [], postLogoutRedirectUris: [] },
    ...{ grantTypes: ['client_credentials', ONE_TIME_TOKEN_GRANT], scopes: ['openid', 'email', 'crm_api'] },
  },
  { ...SECRETLESS, id: 'public', authMethod: 'none', redirectUris: [PUBLIC_URI] },
  {
    ...{ ...SECRETLESS, id: 'native', authMethod: 'none', applicationType: 'native' },
    redirectUris: ['http://127.0.0.1/native', 'http://[::1]:7000/native', 'com.example.app:/native'],
  },
  { ...SECRETLESS, id: 'signed', authMethod: 'private_key_jwt', jwks: APP_KEYS.jwks },
  { ...SECRETLESS, id: 'signed-rsa', authMethod: 'private_key_jwt', jwks: RSA_APP_KEYS.jwks },
  { ...SECRETLESS, id: 'fapi', profile: 'fapi2', authMethod: 'private_key_jwt', jwks: APP_KEYS.jwks },
];
