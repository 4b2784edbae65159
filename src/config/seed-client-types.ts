import type { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../lib/oidc-vocabulary.ts';

/** An OpenID client as a file names it; whatever is left out has a default. */
export interface SeedClient extends SeedClientSettings {
  readonly id: string;
  readonly name: string;
  /** Made when left out, where the client uses one. */
  readonly secret?: string;
}

/** What changes of a client. */
export type SeedClientChange = SeedClientSettings & { readonly name?: string };

interface SeedClientSettings {
  readonly enabled?: boolean;
  readonly profile?: 'standard' | 'fapi2' | 'autoshares';
  readonly applicationType?: 'web' | 'native';
  readonly authMethod?: 'client_secret' | 'private_key_jwt' | 'none';
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | null;
  readonly jwksUri?: string | null;
  readonly redirectUris?: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  readonly backchannelLogoutUri?: string | null;
  readonly grantTypes?: readonly (typeof OIDC_GRANT_TYPES)[number][];
  readonly scopes?: readonly (typeof OIDC_SCOPES)[number][];
  readonly resources?: readonly string[];
  readonly firstParty?: boolean;
  readonly idTokenAlgorithm?: 'ES256' | 'RS256';
  readonly dpopBound?: boolean;
  readonly refreshGraceSeconds?: number;
}
