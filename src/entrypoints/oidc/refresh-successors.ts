import { createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { REFRESH_TOKEN_PREFIX } from '../../lib/app-token-format.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { signText } from '../../lib/secrets.ts';

/**
 * Which refresh token follows which. A successor is made from its predecessor and a key of ours, so that it need not be
 * kept to be given out again, and so that a token has one successor, whoever makes it.
 */
export interface RefreshSuccessors {
  /** Names the key by which successors are made now. */
  readonly currentKeyId: string;
  /** @returns `undefined` when the key is gone. */
  of(brokerName: string, id: string, keyId?: string): string | undefined;
  /** Notes that a request shows a token, until it is answered. */
  noteShown(context: KoaContextWithOIDC, id: string): void;
  /** Whether another request shows the token now. */
  isShownElsewhere(id: string): boolean;
  /** Has the answer to a request carry this token. */
  serveAgain(context: KoaContextWithOIDC, successorId: string): void;
  /** @returns The token that the answer has to carry, if it is not the engine's. */
  servedAgain(context: KoaContextWithOIDC): string | undefined;
}

/** One for each of 1,000 white labels. */
const REMEMBERED_KEYS = 1000;

export function createRefreshSuccessors(keyRing: KeyRing): RefreshSuccessors {
  const shown = new Map<string, number>();
  const served = new WeakMap<object, string>();
  const keys = new LRUCache<string, KeyObject>({ max: REMEMBERED_KEYS });

  function count(id: string, by: number): void {
    const left = (shown.get(id) ?? 0) + by;
    if (left > 0) shown.set(id, left);
    else shown.delete(id);
  }

  /** To derive a key takes longer than to use it. */
  function keyOf(brokerName: string, keyId: string): KeyObject | undefined {
    const name = `${keyId}/${brokerName}`;
    const known = keys.get(name);
    if (known) return known;
    const bytes = keyRing.derive(`refresh-token/${brokerName}`, keyId);
    if (!bytes) return undefined;
    const key = createSecretKey(bytes);
    keys.set(name, key);
    return key;
  }

  return {
    currentKeyId: keyRing.currentKeyId,
    of(brokerName, id, keyId = keyRing.currentKeyId) {
      const key = keyOf(brokerName, keyId);
      return key && `${REFRESH_TOKEN_PREFIX}${signText(key, id)}`;
    },
    noteShown(context, id) {
      count(id, 1);
      context.res.once('close', () => count(id, -1));
    },
    isShownElsewhere: (id) => (shown.get(id) ?? 0) > 1,
    serveAgain: (context, successorId) => void served.set(context, successorId),
    servedAgain: (context) => served.get(context),
  };
}
