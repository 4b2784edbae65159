import { isBridgeError } from '../../errors/bridge-error.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';

export async function hasPasskey(passkeys: Passkeys, memberId: string): Promise<boolean> {
  return (await passkeys.list(memberId)).length > 0;
}

/** Whether an answer of a browser is this member's; it is good once. */
export async function provesByPasskey(passkeys: Passkeys, memberId: string, response: unknown): Promise<boolean> {
  try {
    await passkeys.finishAuthentication(memberId, response);
    return true;
  } catch (error) {
    if (isBridgeError(error, 'passkey_refused', 'passkey_ceremony_expired')) return false;
    throw error;
  }
}
