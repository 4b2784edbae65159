import { hash, verify } from '@node-rs/argon2';
import { type BoundedQueue, createBoundedQueue } from './bounded-queue.ts';

/**
 * Makes and checks password hashes off the event loop: Argon2id, 19 MiB, two passes (OWASP Password Storage). `owner` is
 * who asked, such as an address: one owner cannot keep all others waiting.
 */
export interface PasswordHasher {
  /** @returns The hash in PHC format. @throws QueueFullError */
  hash(password: string, owner?: string): Promise<string>;
  /** @throws QueueFullError */
  verify(phcHash: string, password: string, owner?: string): Promise<boolean>;
  /** Takes as long as `verify`, and is never true: for an account that does not exist. @throws QueueFullError */
  verifyNothing(password: string, owner?: string): Promise<false>;
}

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A well-formed hash that no known password has: its digest is all zeros. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZS1yYW5kb20tc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export function createPasswordHasher(
  queue: BoundedQueue = createBoundedQueue({ concurrency: 4, maxWaiting: 500, maxPerOwner: 64 }),
): PasswordHasher {
  return {
    hash: (password, owner) => queue.run(() => hash(password, COST), owner),
    verify: (phcHash, password, owner) => queue.run(() => verify(phcHash, password), owner),
    async verifyNothing(password, owner) {
      await queue.run(() => verify(NOBODYS_HASH, password), owner);
      return false;
    },
  };
}
