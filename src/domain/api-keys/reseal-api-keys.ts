import type { ApiKeyHome } from './api-key.ts';
import type { ApiKeysDependencies } from './api-keys-dependencies.ts';
import { resealPair } from './key-pairs.ts';

/** @returns How many keys an older encryption key had sealed. @throws `api_key_unreadable` */
export async function resealApiKeys({ store, keyRing }: ApiKeysDependencies, home: ApiKeyHome): Promise<number> {
  const old = (await store.list(home)).filter(({ pairs }) =>
    pairs.some(({ sealedSecret }) => sealedSecret !== null && !keyRing.isCurrent(sealedSecret)),
  );
  for (const { id } of old) {
    await store.change(home, id, (key) => ({
      ...key,
      pairs: key.pairs.map((pair) => resealPair(keyRing, home, pair)),
    }));
  }
  return old.length;
}
