import type { TokenEndpointResponse } from 'openid-client';
import type { OidcSession } from './visitors.ts';

/**
 * What a session keeps of an answer of the token endpoint.
 *
 * @param before - The refresh token that stays where no other is given.
 */
export function tokensOf(
  { access_token, refresh_token, scope, expires_in }: TokenEndpointResponse,
  nowMs: number,
  before: string | null = null,
): Pick<OidcSession, 'accessToken' | 'refreshToken' | 'scope' | 'expiresAtMs'> {
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? before,
    scope: scope ?? '',
    expiresAtMs: expires_in === undefined ? null : nowMs + expires_in * 1000,
  };
}
