import type { Request } from 'express';
import { hostCookieName, readCookie } from '../../http/cookies.ts';

const NAME = 'drawbridge-staff';
/** `Lax`, for whoever comes back from the upstream provider; nothing is changed by a GET. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** @returns `undefined` where there is none. */
export function readSessionCookie(request: Request): string | undefined {
  return readCookie(request.headers, NAME);
}

/** Gone when the browser is closed; the session itself ends by the clock of the bridge. */
export function sessionCookie(token: string): string {
  return `${hostCookieName(NAME)}=${token}; ${ATTRIBUTES}`;
}

export function forgottenSessionCookie(): string {
  return `${hostCookieName(NAME)}=; ${ATTRIBUTES}; Max-Age=0`;
}
