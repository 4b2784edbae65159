import type { OidcClient } from '../../../domain/oidc-clients/oidc-client.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** Without its secrets. */
export function showOidcClient({ secrets, tokensRevokedAtMs, createdAtMs, ...settings }: OidcClient) {
  const previous = secrets.find(({ expiresAtMs }) => expiresAtMs !== null);
  return {
    ...settings,
    previousSecretExpiresAt: orNull(previous?.expiresAtMs ?? null),
    tokensRevokedAt: orNull(tokensRevokedAtMs),
    createdAt: toRfc3339(createdAtMs),
  };
}

function orNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
