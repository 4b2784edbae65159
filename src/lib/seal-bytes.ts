import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts bytes (AES-256-GCM).
 *
 * @param key - 32 bytes.
 * @param context - Names what the bytes belong to, and is bound to them.
 * @returns Nonce, ciphertext and tag in one.
 */
export function sealBytes(plain: Uint8Array, key: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the bytes were altered, belong elsewhere, or the key is another. */
export function openBytes(sealed: Uint8Array, key: Uint8Array, context: string): Buffer {
  const tagStart = sealed.length - TAG_BYTES;
  if (tagStart < NONCE_BYTES) throw new Error('Sealed bytes are cut off');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(tagStart));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, tagStart)), decipher.final()]);
}
