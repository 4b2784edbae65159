import type { ApiKey } from '../../../domain/api-keys/api-key.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

const SOON_MS = 14 * 86_400_000;

/** Without its text and secret, which nobody has. */
export function showApiKey(key: ApiKey, nowMs: number) {
  const { id, home, name, kind, environment, scopes, ipList, requiresSignature, pairs } = key;
  const previous = pairs.find(({ endsAtMs }) => endsAtMs !== null && endsAtMs > nowMs);
  return {
    ...{ id, name, kind, environment, scopes, ipList, requiresSignature },
    brokerName: home.kind === 'broker' ? home.brokerName : null,
    brokerCrmName: home.kind === 'crm' ? home.brokerCrmName : null,
    status: statusOf(key, nowMs),
    expiresAt: orNull(key.expiresAtMs),
    revokedAt: orNull(key.revokedAtMs),
    lastUsedAt: orNull(key.lastUsedAtMs),
    previousEndsAt: orNull(previous?.endsAtMs ?? null),
    createdAt: toRfc3339(key.createdAtMs),
  };
}

export type ShownApiKey = ReturnType<typeof showApiKey>;

function statusOf({ revokedAtMs, expiresAtMs }: ApiKey, nowMs: number) {
  if (revokedAtMs !== null) return 'revoked' as const;
  if (expiresAtMs === null || expiresAtMs - nowMs > SOON_MS) return 'active' as const;
  return expiresAtMs > nowMs ? ('expiring' as const) : ('expired' as const);
}

function orNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
