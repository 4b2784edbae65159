import { newRecordId } from '../../lib/ids.ts';
import { equalInConstantTime, hashToken, newSecret } from '../../lib/secrets.ts';
import type { OidcClient, OidcClientSecret } from './oidc-client.ts';
import { requireClientField } from './require-client-field.ts';

const SECRET_BYTES = 32;
/** Characters that a form and a `Basic` header carry. @see RFC 6749, appendix A.2. */
const GOOD_SECRET = /^[\x21-\x7e]{16,200}$/;

/** A secret for a new client; `given` where somebody chose one. @throws `client_invalid` */
export function chooseSecret(given: string | undefined): string {
  if (given === undefined) return newSecret(SECRET_BYTES);
  const isGood = typeof given === 'string' && GOOD_SECRET.test(given);
  requireClientField(isGood, 'secret', 'it has fewer than 16 characters, or one that cannot be sent');
  return given;
}

export function keepSecret(secret: string, nowMs: number): OidcClientSecret {
  return { id: newRecordId(nowMs), hash: hashToken(secret), createdAtMs: nowMs, expiresAtMs: null };
}

/** The new secret and the one before, until the overlap ends; never a third. */
export function followSecret(
  secrets: readonly OidcClientSecret[],
  next: OidcClientSecret,
  overlapMs: number,
): readonly OidcClientSecret[] {
  const before = secrets.find(({ expiresAtMs }) => expiresAtMs === null);
  if (!before || overlapMs <= 0) return [next];
  return [next, { ...before, expiresAtMs: next.createdAtMs + overlapMs }];
}

/** Compares with all that work, so that the time says nothing. */
export function isLiveSecret(client: OidcClient, secret: string, nowMs: number): boolean {
  if (client.authMethod !== 'client_secret') return false;
  const hash = hashToken(secret);
  const live = client.secrets.filter(({ expiresAtMs }) => expiresAtMs === null || nowMs < expiresAtMs);
  return live.map((one) => equalInConstantTime(one.hash, hash)).includes(true);
}
