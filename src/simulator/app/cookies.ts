import type { CookieOptions, Request } from 'express';

/** Remembers which broker was opened, for the success URL does not say. */
export const BROKER_COOKIE = 'drawbridge_simulator_broker';
/** Names the session of the app. */
export const SESSION_COOKIE = 'drawbridge_simulator_session';

export const COOKIE_OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };

/** @returns The cookie's value; `undefined` when it is not there or not well-formed. */
export function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  return value !== undefined && /^[\w.~-]{1,200}$/.test(value) ? value : undefined;
}
