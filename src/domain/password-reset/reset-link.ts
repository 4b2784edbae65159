import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';

/** What the entry of a link carries. */
export interface ResetLink {
  readonly userId: string;
  /** While a reset is under way: until when nobody else may begin one; `null` otherwise. */
  readonly claimedUntilMs: number | null;
}

export const LINK_LIFETIME_MS = 30 * 60_000;
/** How long an expired or used link is remembered, to say which of the two it is. */
export const LINK_REMEMBERED_MS = 24 * 3_600_000;

/** 256 bits that nobody can guess. */
const TOKEN_PATTERN = /^rp_[A-Za-z0-9_-]{43}$/;

export function newResetToken(): string {
  return `rp_${newSecret(32)}`;
}

export function isResetToken(text: string): boolean {
  return TOKEN_PATTERN.test(text);
}

/** Where the entry of a link stands: under its white label, by its token's hash. */
export function linkKey(brokerName: string, token: string): ExpiringKey {
  return { partition: brokerName, kind: 'password-reset-link', id: hashToken(token) };
}

/** Where stands which link is a user's latest, by its token's hash. */
export function latestLinkKey(brokerName: string, userId: string): ExpiringKey {
  return { partition: brokerName, kind: 'password-reset-latest', id: userId };
}
