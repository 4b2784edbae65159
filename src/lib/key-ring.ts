import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** One of the operator's encryption keys. */
export interface EncryptionKey {
  /** Stored beside everything that the key seals. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

/**
 * The operator's encryption keys. The first seals and signs; all of them open and verify, so that a key can be
 * replaced without an outage: put the new one in front, and take the old one away when nothing depends on it.
 */
export interface KeyRing {
  /** The id of the key that seals and signs now. */
  readonly currentKeyId: string;
  /** Encrypts a secret that has to be read back (AES-256-GCM); `context` names what it belongs to and is bound to it. */
  seal(plaintext: string, context: string): string;
  /** Whether the current key sealed this. */
  isCurrent(sealed: string): boolean;
  /** Whether the key that sealed this is here. */
  canOpen(sealed: string): boolean;
  /** @throws Error when the text was altered, belongs elsewhere, or its key is gone. */
  open(sealed: string, context: string): string;
  /**
   * A key for one purpose (HKDF-SHA256, RFC 5869).
   *
   * @param keyId - The current key when left out.
   * @returns 32 bytes, or `undefined` when there is no key of that id.
   */
  derive(purpose: string, keyId?: string): Buffer | undefined;
}

/** @param keys - At least one; the first is the current one. */
export function createKeyRing(keys: readonly EncryptionKey[]): KeyRing {
  const [current] = keys;
  if (!current) throw new Error('A key ring needs at least one key');
  const byId = new Map(keys.map((key) => [key.id, key]));

  function derive(purpose: string, keyId: string = current?.id ?? ''): Buffer | undefined {
    const key = byId.get(keyId);
    return key && Buffer.from(hkdfSync('sha256', key.bytes, '', `drawbridge/${purpose}`, 32));
  }

  return {
    currentKeyId: current.id,
    isCurrent: (sealed) => keyIdOf(sealed) === current.id,
    canOpen: (sealed) => byId.has(keyIdOf(sealed)),
    derive,
    seal(plaintext, context) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      return [current.id, nonce, body, cipher.getAuthTag()]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    open(sealed, context) {
      const [keyId = '', nonce = '', body = '', tag = ''] = sealed.split('.');
      const key = byId.get(keyId);
      if (!key) throw new Error(`No encryption key with the id "${keyId}"; put it back into ENCRYPTION_KEYS`);
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
    },
  };
}

function keyIdOf(sealed: string): string {
  return sealed.split('.', 1)[0] ?? '';
}
