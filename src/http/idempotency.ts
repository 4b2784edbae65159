import { createHash } from 'node:crypto';
import { BridgeError, isBridgeError } from '../errors/bridge-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { ExpiringKey, ExpiringStore } from '../lib/expiring-store.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import type { Logger } from '../lib/logger.ts';

/** Sees to it that a request which is sent again with the same `Idempotency-Key` is carried out once. */
export interface Idempotency {
  /**
   * @param work - Gets an id that is the same for the same key and request, so that what it makes can be found again.
   * @returns The answer of the first time. What failed is not kept: the same request with the key is tried anew.
   * @throws `idempotency_key_invalid`, `idempotency_key_reused` (for another request), `idempotency_in_progress`
   */
  run(use: IdempotentUse, work: (id: string) => Promise<KeptAnswer>): Promise<KeptAnswer>;
}

export interface IdempotentUse {
  /** The white label. */
  readonly partition: string;
  /** Who sent it: keys of two callers are never the same. */
  readonly owner: string;
  /** As it came. */
  readonly key: string;
  /** All that the request says: method, address and body. */
  readonly said: readonly (string | Buffer)[];
}

/** An answer that can be given again. */
export interface KeptAnswer {
  readonly status: number | null;
  readonly body: object | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whose data it shows. */
  readonly personIds: readonly string[];
}

interface Entry {
  readonly fingerprint: string;
  /** Until when whoever began is at it. */
  readonly leaseUntilMs: number;
  /** Sealed; `null` while it is not there. */
  readonly sealedAnswer: string | null;
}

const REMEMBER_MS = 24 * 3_600_000;
/** Longer than any request takes. */
const LEASE_MS = 120_000;
const GOOD_KEY = /^[\x21-\x7e]{1,255}$/;

export interface IdempotencyDependencies {
  readonly expiring: ExpiringStore;
  readonly keyRing: KeyRing;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createIdempotency({ expiring, keyRing, clock, log }: IdempotencyDependencies): Idempotency {
  /** @returns The version under which the work is ours, or the answer that is there already. */
  async function begin(key: ExpiringKey, fingerprint: string): Promise<number | KeptAnswer> {
    const entry: Entry = { fingerprint, leaseUntilMs: clock.nowMs() + LEASE_MS, sealedAnswer: null };
    if (await expiring.putIfAbsent(key, JSON.stringify(entry), { validForMs: REMEMBER_MS })) return 1;
    const found = await expiring.get(key);
    if (found?.state !== 'live') throw inProgress();
    const known = JSON.parse(found.value) as Entry;
    if (known.fingerprint !== fingerprint) throw new BridgeError('idempotency_key_reused');
    if (known.sealedAnswer !== null) return JSON.parse(keyRing.open(known.sealedAnswer, contextOf(key))) as KeptAnswer;
    const isFree = known.leaseUntilMs <= clock.nowMs();
    if (!isFree || !(await expiring.compareAndSet(key, found.version, JSON.stringify(entry)))) throw inProgress();
    return found.version + 1;
  }

  async function keep(key: ExpiringKey, fingerprint: string, version: number, answer: KeptAnswer): Promise<void> {
    const sealedAnswer = keyRing.seal(JSON.stringify(answer), contextOf(key));
    const entry: Entry = { fingerprint, leaseUntilMs: 0, sealedAnswer };
    try {
      const isKept = await expiring.compareAndSet(key, version, JSON.stringify(entry));
      if (!isKept) log.warn({ broker: key.partition }, 'the lease of an idempotency key ended before its work');
    } catch (error) {
      if (!isBridgeError(error, 'store_unavailable')) throw error;
      // The work is done, and named by the key: sent again, it finds that.
      log.warn({ broker: key.partition, err: error }, 'an answer could not be kept for its idempotency key');
    }
  }

  /** Lets the next one try, unless the lease has ended and somebody is at it already. */
  async function release(key: ExpiringKey, fingerprint: string, version: number): Promise<void> {
    const entry: Entry = { fingerprint, leaseUntilMs: 0, sealedAnswer: null };
    // Where the store cannot be reached either, the lease ends by itself.
    await expiring.compareAndSet(key, version, JSON.stringify(entry)).catch(() => false);
  }

  return {
    async run({ partition, owner, key: text, said }, work) {
      if (!GOOD_KEY.test(text)) throw new BridgeError('idempotency_key_invalid', { field: 'Idempotency-Key' });
      const key = { partition, kind: 'idempotency', id: digest([owner, text]).toString('base64url') };
      const fingerprint = digest(said).toString('base64url');
      const begun = await begin(key, fingerprint);
      if (typeof begun !== 'number') return begun;
      try {
        const answer = await work(recordIdOf(digest([partition, owner, text, fingerprint])));
        await keep(key, fingerprint, begun, answer);
        return answer;
      } catch (error) {
        await release(key, fingerprint, begun);
        throw error;
      }
    },
  };
}

function inProgress(): BridgeError {
  return new BridgeError('idempotency_in_progress', { retryAfterSeconds: 1 });
}

function contextOf({ partition, kind, id }: ExpiringKey): string {
  return `${kind}/${partition}/${id}`;
}

/** Of the parts, so that no two lists of them come to the same. */
function digest(parts: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest();
}

/** @returns A UUID version 8 (RFC 9562, section 5.8). */
function recordIdOf(digested: Buffer): string {
  const bytes = Buffer.from(digested.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
