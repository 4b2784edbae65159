import type { ApiKey } from '../../../domain/api-keys/api-key.ts';
import { toRfc3339, toRfc3339OrNull } from '../../../http/to-rfc3339.ts';
import { overlapEnd } from '../../../lib/overlap-end.ts';

const SOON_MS = 14 * 86_400_000;

/** Without its text and secret, which nobody has. */
export function showApiKey(key: ApiKey, nowMs: number) {
  const { id, home, name, kind, environment, scopes, ipList, requiresSignature, pairs } = key;
  const ends = pairs.map(({ endsAtMs }) => endsAtMs);
  return {
    ...{ id, name, kind, environment, scopes, ipList, requiresSignature },
    brokerName: home.kind === 'broker' ? home.brokerName : null,
    brokerCrmName: home.kind === 'crm' ? home.brokerCrmName : null,
    status: statusOf(key, nowMs),
    expiresAt: toRfc3339OrNull(key.expiresAtMs),
    revokedAt: toRfc3339OrNull(key.revokedAtMs),
    lastUsedAt: toRfc3339OrNull(key.lastUsedAtMs),
    previousEndsAt: toRfc3339OrNull(overlapEnd(ends, nowMs)),
    createdAt: toRfc3339(key.createdAtMs),
  };
}

export type ShownApiKey = ReturnType<typeof showApiKey>;

function statusOf({ revokedAtMs, expiresAtMs }: ApiKey, nowMs: number) {
  if (revokedAtMs !== null) return 'revoked' as const;
  if (expiresAtMs === null || expiresAtMs - nowMs > SOON_MS) return 'active' as const;
  return expiresAtMs > nowMs ? ('expiring' as const) : ('expired' as const);
}
