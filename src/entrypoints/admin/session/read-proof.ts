import type { StaffProof } from '../../../domain/staff/staff-session.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';

type Given = Readonly<Record<string, unknown>>;

/** @param given - As the schema `proof` has checked it. @throws `parameter_invalid` where what the kind needs is missing */
export function readProof(given: unknown): StaffProof {
  const { kind, password, code, response } = given as Given;
  if (kind === 'password' && typeof password === 'string') return { kind, password };
  if ((kind === 'totp' || kind === 'recovery-code') && typeof code === 'string') return { kind, code };
  if (kind === 'passkey' && response !== undefined) return { kind, response };
  const field = kind === 'password' ? 'proof.password' : kind === 'passkey' ? 'proof.response' : 'proof.code';
  throw new BridgeError('parameter_invalid', { field, reason: 'it is missing' });
}
