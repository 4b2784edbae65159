import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { StaffLink, StaffLinkKind } from './staff-store.ts';

const HOUR_MS = 3_600_000;

/** `null` is until it is used. */
const LASTS_MS: Readonly<Record<StaffLinkKind, number | null>> = {
  invitation: 72 * HOUR_MS,
  'new-password': 24 * HOUR_MS,
  'first-owner': null,
};

/** @param holder - The member; `''` of the first owner. @returns The token, which is not kept, and what is kept. */
export function newStaffLink(
  kind: StaffLinkKind,
  holder: string,
  nowMs: number,
  resetsFactors = false,
): { readonly token: string; readonly link: StaffLink } {
  const token = `dbl_${newSecret(32)}`;
  const lastsMs = LASTS_MS[kind];
  const expiresAtMs = lastsMs === null ? null : nowMs + lastsMs;
  return { token, link: { kind, holder, tokenHash: hashToken(token), resetsFactors, expiresAtMs } };
}
