import type { Client, Configuration } from 'oidc-provider';
import type { OidcProfile } from '../../domain/oidc-clients/oidc-client.ts';

interface Lifetimes {
  readonly codeSeconds: number;
  readonly accessTokenSeconds: number;
  /** From the last use, and from the first issue; without end where there are none. */
  readonly refreshToken: { readonly idleSeconds: number; readonly absoluteSeconds: number } | null;
}

const DAY_SECONDS = 86_400;
const STANDARD: Lifetimes = {
  codeSeconds: 60,
  accessTokenSeconds: 3600,
  refreshToken: { idleSeconds: 30 * DAY_SECONDS, absoluteSeconds: 365 * DAY_SECONDS },
};

/** @see The partner contracts, section 3. */
const BY_PROFILE: Readonly<Record<OidcProfile, Lifetimes>> = {
  standard: STANDARD,
  fapi2: STANDARD,
  autoshares: { codeSeconds: 600, accessTokenSeconds: DAY_SECONDS, refreshToken: null },
};

const ID_TOKEN_SECONDS = 3600;
/** A trader may sign up on the way. */
const REQUEST_SECONDS = 3600;
/** The engine wants a number where there is no end. */
export const ENDLESS_SECONDS = 100 * 365 * DAY_SECONDS;

/** How long everything lives that an issuer hands out. */
export function lifetimes(sessionSeconds: number): NonNullable<Configuration['ttl']> {
  return {
    AuthorizationCode: (_ctx, _code, client) => of(client).codeSeconds,
    AccessToken: (_ctx, _token, client) => of(client).accessTokenSeconds,
    ClientCredentials: (_ctx, _token, client) => of(client).accessTokenSeconds,
    RefreshToken: (_ctx, token, client) => refreshTokenSeconds(of(client), token.totalLifetime()),
    IdToken: ID_TOKEN_SECONDS,
    // It holds what was consented to; what it allows ends by itself.
    Grant: ENDLESS_SECONDS,
    Interaction: REQUEST_SECONDS,
    Session: sessionSeconds,
  };
}

function refreshTokenSeconds({ refreshToken }: Lifetimes, ageSeconds: number): number {
  if (!refreshToken) return ENDLESS_SECONDS;
  return Math.max(1, Math.min(refreshToken.idleSeconds, refreshToken.absoluteSeconds - ageSeconds));
}

function of(client: Client | undefined): Lifetimes {
  return BY_PROFILE[profileOf(client)];
}

/** The engine keeps it among the client's metadata. */
export function profileOf(client: Client | undefined): OidcProfile {
  const profile = client?.profile;
  return profile === 'fapi2' || profile === 'autoshares' ? profile : 'standard';
}
