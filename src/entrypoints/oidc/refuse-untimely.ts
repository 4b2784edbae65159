import { errors } from 'oidc-provider';

/** A clock that is off by this much is believed. */
export const CLOCK_TOLERANCE_SECONDS = 15;
/** A proof of possession is made for the request that it comes with. */
const PROOF_SECONDS = 30;

/** The engine does not look at when an assertion was made if it says when it ends. @see FAPI 2.0, section 5.3.2.1 */
export function refuseEarlyAssertion(issuedAt: unknown): void {
  if (Number(issuedAt ?? 0) <= Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS) return;
  throw new errors.InvalidClientAuth('client assertion is from the future');
}

/**
 * The engine would believe a proof for five minutes. It asks before it does anything else.
 *
 * @param proof - The header as it came; what cannot be read is left to the engine.
 * @returns Whether a proof needs a nonce as well.
 * @see RFC 9449, section 4.3
 */
export function refuseStaleProof(proof: string): false {
  const issuedAt = issuedAtOf(proof);
  if (issuedAt === undefined || Math.abs(Date.now() / 1000 - issuedAt) <= PROOF_SECONDS) return false;
  throw new errors.InvalidDpopProof('DPoP proof iat is not recent enough');
}

function issuedAtOf(proof: string): number | undefined {
  try {
    const claims = JSON.parse(Buffer.from(proof.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims?.iat === 'number' ? claims.iat : undefined;
  } catch {
    return undefined;
  }
}
