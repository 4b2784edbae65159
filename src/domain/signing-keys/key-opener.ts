import { LRUCache } from 'lru-cache';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { signingKeyContext } from '../../lib/seal-contexts.ts';
import type { Jwk, OpenedSigningKey, SigningKey } from './signing-key.ts';

export type KeyOpener = (key: SigningKey) => OpenedSigningKey;

/** Two for each of 1,000 white labels. */
const REMEMBERED_KEYS = 2_000;

/** Opens private keys, and remembers those that it opened last. @throws `signing_key_unreadable` */
export function createKeyOpener(keyRing: KeyRing): KeyOpener {
  const opened = new LRUCache<string, OpenedSigningKey>({ max: REMEMBERED_KEYS });

  return (key) => {
    const { id, brokerName, algorithm, sealedPrivateJwk } = key;
    const context = signingKeyContext(brokerName, id);
    // What is remembered is bound to its place like what is sealed.
    const name = `${context}/${sealedPrivateJwk}`;
    const known = opened.get(name);
    if (known) return known;
    const fresh = { id, algorithm, privateJwk: openJwk(keyRing, key, context) };
    opened.set(name, fresh);
    return fresh;
  };
}

function openJwk(keyRing: KeyRing, { id, brokerName, sealedPrivateJwk }: SigningKey, context: string): Jwk {
  try {
    return JSON.parse(keyRing.open(sealedPrivateJwk, context));
  } catch (cause) {
    throw new BridgeError('signing_key_unreadable', { detail: `the key ${id} of ${brokerName}`, cause });
  }
}
