import type { ExpiringKey, ExpiringStore, PutOptions } from '../../lib/expiring-store.ts';

const MOST_ITEMS = 50;
const TRIES = 20;

/**
 * Writes an item at the head of a list, unless it is there; the last ones fall off its end.
 *
 * @returns Whether it is there now; `false` when others wrote all the time.
 */
export async function addToList(
  expiring: ExpiringStore,
  key: ExpiringKey,
  item: string,
  options: PutOptions,
): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await expiring.get(key);
    const items = found?.state === 'live' ? (JSON.parse(found.value) as string[]) : [];
    if (items.includes(item)) return true;
    const value = JSON.stringify([item, ...items].slice(0, MOST_ITEMS));
    if (found?.state !== 'live') {
      if (await expiring.putIfAbsent(key, value, options)) return true;
    } else if (await expiring.compareAndSet(key, found.version, value)) return true;
  }
  return false;
}

/** @returns The items of any number of lists, each once. */
export async function readLists(expiring: ExpiringStore, keys: readonly ExpiringKey[]): Promise<string[]> {
  const lists = await Promise.all(keys.map((key) => expiring.get(key)));
  const items = lists.flatMap((found) => (found?.state === 'live' ? (JSON.parse(found.value) as string[]) : []));
  return [...new Set(items)];
}
