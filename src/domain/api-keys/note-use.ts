import type { ApiKey } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { loggedHome } from './key-home.ts';

/** How exactly it is known when a key was used last. */
const EVERY_MS = 60_000;

export interface UseNotes {
  /** Notes that a key is used now; the caller does not wait, and nothing fails. */
  note(key: ApiKey): void;
  /** Waits for what is being written. */
  settle(): Promise<void>;
}

/** Writes at most once a minute for each key, whatever the number of requests and processes. */
export function createUseNotes({ store, clock, log }: ApiKeysDependencies): UseNotes {
  const underWay = new Map<string, Promise<void>>();

  async function record({ home, id }: ApiKey, nowMs: number): Promise<void> {
    try {
      await store.recordUse(home, id, nowMs, nowMs - EVERY_MS);
    } catch (error) {
      log.warn({ ...loggedHome(home), apiKey: id, err: error }, 'when an API key was used last could not be written');
    } finally {
      underWay.delete(id);
    }
  }

  return {
    note(key) {
      const nowMs = clock.nowMs();
      const isNoted = key.lastUsedAtMs !== null && nowMs - key.lastUsedAtMs < EVERY_MS;
      if (!isNoted && !underWay.has(key.id)) underWay.set(key.id, record(key, nowMs));
    },
    async settle() {
      await Promise.all(underWay.values());
    },
  };
}
