import type { OidcClient } from '../domain/oidc-clients/oidc-client.ts';
import { isoTime } from './iso-time.ts';

/** A client for whoever may read the records: without the hashes of its secrets. */
export function shownClient({ secrets, tokensRevokedAtMs, createdAtMs, id, ...client }: OidcClient) {
  return {
    id,
    ...client,
    secrets: secrets.map((secret) => ({
      id: secret.id,
      createdAt: isoTime(secret.createdAtMs),
      expiresAt: secret.expiresAtMs === null ? null : isoTime(secret.expiresAtMs),
    })),
    tokensRevokedAt: tokensRevokedAtMs === null ? null : isoTime(tokensRevokedAtMs),
    createdAt: isoTime(createdAtMs),
  };
}
