import type { OidcClient } from '../../src/domain/oidc-clients/oidc-client.ts';

/** A web app with a secret. */
export function sampleOidcClient(brokerName: string, id: string, changes: Partial<OidcClient> = {}): OidcClient {
  return {
    id,
    brokerName,
    name: `The app ${id}`,
    enabled: true,
    profile: 'standard',
    applicationType: 'web',
    authMethod: 'client_secret',
    secrets: [],
    jwks: null,
    jwksUri: null,
    redirectUris: ['https://app.example/callback'],
    postLogoutRedirectUris: [],
    backchannelLogoutUri: null,
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    resources: [],
    firstParty: false,
    idTokenAlgorithm: 'ES256',
    dpopBound: false,
    refreshGraceSeconds: 10,
    tokensRevokedAtMs: null,
    createdAtMs: 1_800_000_000_000,
    ...changes,
  };
}
