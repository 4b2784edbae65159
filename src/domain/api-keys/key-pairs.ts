import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { apiKeySecretContext } from '../../lib/seal-contexts.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { ApiKey, ApiKeyHome, ApiKeyPair } from './api-key.ts';
import { nameOfHome } from './key-home.ts';

const SECRET_BYTES = 32;

/** A text and its secret, as they are shown once. */
export interface OpenPair {
  readonly text: string;
  readonly secret: string | null;
}

export function newPairSecret(): string {
  return newSecret(SECRET_BYTES);
}

/** The pair as it is kept. */
export function keepPair(keyRing: KeyRing, home: ApiKeyHome, { text, secret }: OpenPair, nowMs: number): ApiKeyPair {
  const id = newRecordId(nowMs);
  return {
    id,
    textHash: hashToken(text),
    sealedSecret: secret === null ? null : keyRing.seal(secret, contextOf(home, id)),
    createdAtMs: nowMs,
    endsAtMs: null,
  };
}

/** The new pair and the one before, until the overlap ends, or the key as it was; never a third. */
export function followPair({ pairs, expiresAtMs }: ApiKey, next: ApiKeyPair, overlapMs: number): readonly ApiKeyPair[] {
  const before = pairs.find(({ endsAtMs }) => endsAtMs === null);
  const endsAtMs = Math.min(next.createdAtMs + overlapMs, expiresAtMs ?? Number.POSITIVE_INFINITY);
  return before && endsAtMs > next.createdAtMs ? [next, { ...before, endsAtMs }] : [next];
}

/** When a pair stops working; `null` is without end. */
export function endOf(key: ApiKey, pair: ApiKeyPair): number | null {
  if (key.expiresAtMs === null || pair.endsAtMs === null) return key.expiresAtMs ?? pair.endsAtMs;
  return Math.min(key.expiresAtMs, pair.endsAtMs);
}

/** @returns `null` where the pair has none. @throws `api_key_unreadable` */
export function openSecret(keyRing: KeyRing, home: ApiKeyHome, { id, sealedSecret }: ApiKeyPair): string | null {
  if (sealedSecret === null) return null;
  try {
    return keyRing.open(sealedSecret, contextOf(home, id));
  } catch (cause) {
    throw new BridgeError('api_key_unreadable', { detail: `the pair ${id} of ${nameOfHome(home)}`, cause });
  }
}

/** The pair with its secret sealed by the current encryption key. @throws `api_key_unreadable` */
export function resealPair(keyRing: KeyRing, home: ApiKeyHome, pair: ApiKeyPair): ApiKeyPair {
  if (pair.sealedSecret === null || keyRing.isCurrent(pair.sealedSecret)) return pair;
  const secret = openSecret(keyRing, home, pair);
  return secret === null ? pair : { ...pair, sealedSecret: keyRing.seal(secret, contextOf(home, pair.id)) };
}

function contextOf(home: ApiKeyHome, pairId: string): string {
  return apiKeySecretContext(nameOfHome(home), pairId);
}
