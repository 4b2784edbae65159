import { LRUCache } from 'lru-cache';
import type { PasswordHasher } from '../../lib/password-hash.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker, PlatformPassword } from './broker.ts';

/** Checks a platform's password. One that was right before is known again without the cost of Argon2id. */
export interface PlatformPasswordCheck {
  /** @returns The live password that this is, from memory alone; `undefined` when it was not seen before. */
  recall(broker: Broker, password: string): PlatformPassword | undefined;
  /**
   * @param owner - Who asks; one owner cannot fill the queue of hashing for all.
   * @returns The live password that this is; `undefined` when it is wrong.
   * @throws QueueFullError
   */
  verify(broker: Broker, password: string, owner?: string): Promise<PlatformPassword | undefined>;
}

const REMEMBERED_PASSWORDS = 5_000;

export function createPlatformPasswordCheck(
  hasher: PasswordHasher,
  live: (broker: Broker) => readonly PlatformPassword[],
): PlatformPasswordCheck {
  /** Never leaves the process, so that what is remembered is worth nothing elsewhere. */
  const memorySalt = newSecret(32);
  const remembered = new LRUCache<string, true>({ max: REMEMBERED_PASSWORDS });
  const memoryOf = (entry: PlatformPassword, password: string) => hashToken(`${memorySalt}/${entry.id}/${password}`);

  return {
    recall: (broker, password) => live(broker).find((entry) => remembered.has(memoryOf(entry, password))),
    async verify(broker, password, owner) {
      for (const entry of live(broker)) {
        if (!(await hasher.verify(entry.hash, password, owner))) continue;
        remembered.set(memoryOf(entry, password), true);
        return entry;
      }
      return undefined;
    },
  };
}
