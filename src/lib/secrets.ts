import { createHmac, hash, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * An unguessable string of URL-unreserved characters.
 *
 * @param byteCount - Bytes of randomness; 24 bytes are 192 bits.
 */
export function newSecret(byteCount = 24): string {
  return randomBytes(byteCount).toString('base64url');
}

/** The only form in which a random token is stored. Not for passwords: they are too easily guessed for a fast hash. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/**
 * HMAC-SHA256 of a text.
 *
 * @param key - For many texts as an object: Node takes ten times as long with bytes.
 */
export function signText(key: Buffer | KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares in a time that does not depend on where the two differ. */
export function equalInConstantTime(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left);
  const rightBytes = Buffer.from(right);
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
