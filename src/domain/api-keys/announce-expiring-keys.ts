import type { ApiKey } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { isHomeOf, loggedHome } from './key-home.ts';
import { EXPIRY_WARNING_MS } from './key-lifetime.ts';

const BATCH = 100;

/** Whichever process comes first tells of a key; a crash loses no word and doubles none. */
export async function announceExpiringKeys(dependencies: ApiKeysDependencies): Promise<number> {
  const { store, clock } = dependencies;
  const nowMs = clock.nowMs();
  let announced = 0;
  for (;;) {
    const ending = await store.listEnding({ afterMs: nowMs, untilMs: nowMs + EXPIRY_WARNING_MS, limit: BATCH });
    for (const key of ending) {
      if (await announce(dependencies, key, nowMs)) announced += 1;
    }
    if (ending.length < BATCH) return announced;
  }
}

async function announce(dependencies: ApiKeysDependencies, key: ApiKey, nowMs: number): Promise<boolean> {
  const { store, brokers, newEvent, log } = dependencies;
  const { id, home, expiresAtMs } = key;
  const expiresAt = new Date(expiresAtMs ?? nowMs).toISOString();
  const events = brokers
    .list()
    .filter((broker) => isHomeOf(home, broker))
    .map((broker) => newEvent(broker, 'api_key.expiring', id, { apiKeyId: id, expiresAt }));
  const isFirst = await store.markAnnounced(key, nowMs, events);
  if (isFirst) log.info({ ...loggedHome(home), apiKey: id, expiresAt }, 'an API key ends soon');
  return isFirst;
}
