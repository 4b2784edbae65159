import { generateSecret, generateURI, verifySync } from 'otplib';

const ISSUER = 'Drawbridge';
const STEP_SECONDS = 30;

/** @returns 160 bits in Base32 (RFC 4226, section 4, R6). */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What the QR code for an authenticator app holds. */
export function totpUrl(secret: string, email: string): string {
  return generateURI({ issuer: ISSUER, label: email, secret });
}

/**
 * The time step of a code, one step early and late included (RFC 6238, section 5.2).
 *
 * @returns Absent when the code is none of those.
 */
export function totpStepOf(secret: string, code: string, nowMs: number): number | undefined {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const epoch = Math.floor(nowMs / 1000);
  const result = verifySync({ secret, token, epoch, epochTolerance: STEP_SECONDS });
  return result.valid ? Math.floor(epoch / STEP_SECONDS) + result.delta : undefined;
}
