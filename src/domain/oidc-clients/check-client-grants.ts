import { ONE_TIME_TOKEN_GRANT } from '../../lib/oidc-vocabulary.ts';
import type { OidcClientSettings } from './oidc-client-registration.ts';
import { requireClientField } from './require-client-field.ts';

/** What a client may ask for has to make sense together. @throws `client_invalid`, naming the field. */
export function checkClientGrants({ authMethod, grantTypes, scopes, redirectUris }: OidcClientSettings): void {
  const isPublic = authMethod === 'none';
  const usesCodes = grantTypes.includes('authorization_code');
  const usesCredentials = grantTypes.includes('client_credentials');
  const usesOneTimeTokens = grantTypes.includes(ONE_TIME_TOKEN_GRANT);

  requireClientField(grantTypes.length > 0, 'grantTypes', 'there has to be one');
  requireClientField(
    usesCodes || !grantTypes.includes('refresh_token'),
    'grantTypes',
    'refresh_token needs authorization_code',
  );
  requireClientField(!isPublic || !usesCredentials, 'grantTypes', 'a public client cannot use client_credentials');
  requireClientField(!isPublic || !usesOneTimeTokens, 'grantTypes', 'a public client cannot use one-time tokens');
  requireClientField(scopes.length > 0, 'scopes', 'there has to be one');
  requireClientField(
    !scopes.includes('offline_access') || grantTypes.includes('refresh_token'),
    'scopes',
    'offline_access needs refresh_token',
  );
  requireClientField(
    !scopes.includes('crm_api') || usesCredentials,
    'scopes',
    'crm_api needs a confidential client with client_credentials',
  );
  requireClientField(!usesCodes || redirectUris.length > 0, 'redirectUris', 'authorization_code needs one');
  requireClientField(usesCodes || redirectUris.length === 0, 'redirectUris', 'they are for authorization_code only');
}
