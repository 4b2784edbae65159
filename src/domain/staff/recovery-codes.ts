import { randomBytes } from 'node:crypto';
import { hashToken } from '../../lib/secrets.ts';

const COUNT = 10;
const LENGTH = 20;
/** Crockford's Base32: no letter looks like a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** @returns Ten codes of 100 bits, in groups that can be copied by hand. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, newRecoveryCode);
}

function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}

/** However it was typed. Long enough for a fast hash. */
export function hashRecoveryCode(code: string): string {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
  return hashToken(`recovery-code/${plain}`);
}
