import type { OidcClient } from '../../../domain/oidc-clients/oidc-client.ts';
import { toRfc3339, toRfc3339OrNull } from '../../../http/to-rfc3339.ts';
import { overlapEnd } from '../../../lib/overlap-end.ts';

/** Without its secrets. */
export function showOidcClient({ secrets, tokensRevokedAtMs, createdAtMs, ...settings }: OidcClient, nowMs: number) {
  const ends = secrets.map(({ expiresAtMs }) => expiresAtMs);
  return {
    ...settings,
    previousSecretExpiresAt: toRfc3339OrNull(overlapEnd(ends, nowMs)),
    tokensRevokedAt: toRfc3339OrNull(tokensRevokedAtMs),
    createdAt: toRfc3339(createdAtMs),
  };
}
