import { hashToken } from '../../lib/secrets.ts';

/**
 * What a passkey calls its holder. It can be read off a device without proof of who one is, so that it says nothing of them.
 *
 * @returns 32 bytes in base64url.
 * @see Web Authentication Level 3, section 14.6.1
 */
export function userHandleOf(holderId: string): string {
  return hashToken(`drawbridge/passkey-holder/${holderId}`);
}
