import type { ApiKey } from '../domain/api-keys/api-key.ts';
import { isoTime } from './iso-time.ts';

/** A key for whoever may read the records: without the hashes of its texts, and its secrets. */
export function shownApiKey({ id, home, pairs, ...key }: ApiKey) {
  const { expiresAtMs, revokedAtMs, lastUsedAtMs, expiryAnnouncedAtMs, createdAtMs, ...settings } = key;
  return {
    id,
    brokerName: home.kind === 'broker' ? home.brokerName : null,
    brokerCrmName: home.kind === 'crm' ? home.brokerCrmName : null,
    ...settings,
    pairs: pairs.map((pair) => ({
      id: pair.id,
      createdAt: isoTime(pair.createdAtMs),
      endsAt: timeOrNull(pair.endsAtMs),
    })),
    expiresAt: timeOrNull(expiresAtMs),
    revokedAt: timeOrNull(revokedAtMs),
    lastUsedAt: timeOrNull(lastUsedAtMs),
    expiryAnnouncedAt: timeOrNull(expiryAnnouncedAtMs),
    createdAt: isoTime(createdAtMs),
  };
}

function timeOrNull(timeMs: number | null): string | null {
  return timeMs === null ? null : isoTime(timeMs);
}
