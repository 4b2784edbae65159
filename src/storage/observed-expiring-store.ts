import type { ExpiringStore } from '../lib/expiring-store.ts';
import type { Telemetry } from '../lib/telemetry.ts';

/** Reports how long each operation of a store took and whether it answered. */
export function observeExpiringStore(store: ExpiringStore, telemetry: Telemetry): ExpiringStore {
  async function observe<T>(operation: string, answer: Promise<T>): Promise<T> {
    const startedAtMs = performance.now();
    try {
      const result = await answer;
      telemetry.storeOperation('expiring', operation, 'ok', (performance.now() - startedAtMs) / 1000);
      return result;
    } catch (error) {
      telemetry.storeOperation('expiring', operation, 'failed', (performance.now() - startedAtMs) / 1000);
      throw error;
    }
  }

  return {
    put: (key, value, options) => observe('put', store.put(key, value, options)),
    putIfAbsent: (key, value, options) => observe('put_if_absent', store.putIfAbsent(key, value, options)),
    get: (key) => observe('get', store.get(key)),
    takeOnce: (key) => observe('take_once', store.takeOnce(key)),
    compareAndSet: (key, version, value) => observe('compare_and_set', store.compareAndSet(key, version, value)),
    drop: (key) => observe('drop', store.drop(key)),
    dropGroup: (partition, group) => observe('drop_group', store.dropGroup(partition, group)),
    count: (key, by, windowMs) => observe('count', store.count(key, by, windowMs)),
    sweep: (limit) => observe('sweep', store.sweep(limit)),
    ping: () => observe('ping', store.ping()),
    close: () => store.close(),
  };
}
