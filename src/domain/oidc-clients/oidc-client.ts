import type { OIDC_GRANT_TYPES, OIDC_SCOPES } from '../../lib/oidc-vocabulary.ts';

/** An application that a white label registered: it signs traders in through OpenID Connect, or acts for itself. */
export interface OidcClient {
  /** `client_id`; unique within the white label. */
  readonly id: string;
  readonly brokerName: string;
  /** Shown to traders who are asked to consent. */
  readonly name: string;
  readonly enabled: boolean;
  readonly profile: OidcProfile;
  /** `native`: runs on the trader's device; its loopback redirect URIs match with any port. */
  readonly applicationType: 'web' | 'native';
  /** How it proves itself: a secret (in the header or the body), a signed assertion, or, for a public client, not at all. */
  readonly authMethod: 'client_secret' | 'private_key_jwt' | 'none';
  /** Those of a rotation overlap; the newest first. None where it uses no secret. */
  readonly secrets: readonly OidcClientSecret[];
  /** Its public keys (RFC 7517), for `private_key_jwt`: either as they are or at an address. */
  readonly jwks: PublicKeySet | null;
  readonly jwksUri: string | null;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** Where it is told that a session has ended; `null` where it need not be. */
  readonly backchannelLogoutUri: string | null;
  readonly grantTypes: readonly OidcGrantType[];
  readonly scopes: readonly OidcScope[];
  /** Resource servers (RFC 8707) for which it may ask tokens, apart from the bridge's own. */
  readonly resources: readonly string[];
  /** The broker's own; its traders are not asked to consent. */
  readonly firstParty: boolean;
  readonly idTokenAlgorithm: SigningAlgorithm;
  /** Whether its tokens are bound to a key of its own (RFC 9449). Always so for `fapi2`. */
  readonly dpopBound: boolean;
  /** How long the refresh token before the newest still gets the newest, for an answer that was lost. 0 to 60. */
  readonly refreshGraceSeconds: number;
  /** What was issued to it before this is worth nothing; `null` where nothing was revoked. */
  readonly tokensRevokedAtMs: number | null;
  readonly createdAtMs: number;
}

/**
 * `standard`: codes live 60 s, access tokens an hour, refresh tokens 30 days from their last use. `fapi2`: the same under
 * the FAPI 2.0 Security Profile. `autoshares`: 600 s, 86,400 s, and refresh tokens without end.
 */
export type OidcProfile = 'standard' | 'fapi2' | 'autoshares';

export type SigningAlgorithm = 'ES256' | 'RS256';

export type OidcGrantType = (typeof OIDC_GRANT_TYPES)[number];

export type OidcScope = (typeof OIDC_SCOPES)[number];

export interface OidcClientSecret {
  readonly id: string;
  /** SHA-256; a secret is never kept. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** When it stops working; `null` while it is the current one. */
  readonly expiresAtMs: number | null;
}

export interface PublicKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}
