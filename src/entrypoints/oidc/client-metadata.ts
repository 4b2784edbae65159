import type { ClientMetadata } from 'oidc-provider';
import type { OidcClient } from '../../domain/oidc-clients/oidc-client.ts';

/** What the engine keeps of a client apart from the fields that it knows. */
export const OWN_CLIENT_FIELDS = ['profile', 'first_party', 'refresh_grace_seconds', 'resources'];

/** How an app may be sent its answer. */
export const RESPONSE_MODES = ['query', 'form_post'] as const;

/** Secrets are compared by `OidcClients`; the engine only wants to see that there is one. */
const NO_SECRET_HERE = 'kept-as-a-hash';

/** A client as the engine wants to have it. @see RFC 7591, section 2. */
export function toClientMetadata(client: OidcClient): ClientMetadata {
  const usesCodes = client.grantTypes.includes('authorization_code');
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.applicationType,
    token_endpoint_auth_method: AUTH_METHODS[client.authMethod],
    ...(client.authMethod === 'client_secret' ? { client_secret: NO_SECRET_HERE } : {}),
    ...(client.jwks === null ? {} : { jwks: client.jwks as NonNullable<ClientMetadata['jwks']> }),
    ...(client.jwksUri === null ? {} : { jwks_uri: client.jwksUri }),
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    ...(client.backchannelLogoutUri === null
      ? {}
      : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
    grant_types: [...client.grantTypes],
    response_types: usesCodes ? ['code'] : [],
    response_modes: [...RESPONSE_MODES],
    scope: client.scopes.join(' '),
    id_token_signed_response_alg: client.idTokenAlgorithm,
    dpop_bound_access_tokens: client.dpopBound,
    require_pushed_authorization_requests: client.profile === 'fapi2',
    require_auth_time: true,
    profile: client.profile,
    first_party: client.firstParty,
    refresh_grace_seconds: client.refreshGraceSeconds,
    resources: [...client.resources],
  };
}

/** The engine takes a secret from the header and from the body alike. */
const AUTH_METHODS = {
  client_secret: 'client_secret_basic',
  private_key_jwt: 'private_key_jwt',
  none: 'none',
} as const;
