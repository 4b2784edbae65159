import type { CookieOptions, Request } from 'express';

/** What the controls were set to last. */
export const CHOICES_COOKIE = 'drawbridge_simulator_choices';
/** Remembers which broker's app is open, for the success URL does not say. */
export const BROKER_COOKIE = 'drawbridge_simulator_broker';

/** Says that the next sign-in is one of the broker's own page, for the platform inside it. */
export const EMBEDDED_COOKIE = 'drawbridge_simulator_embedded';

/** Names the session of one broker's app. */
export function sessionCookie(brokerName: string): string {
  return `drawbridge_simulator_session.${brokerName}`;
}

export const COOKIE_OPTIONS: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };

/** @returns The cookie's value; `undefined` when it is not there or not well-formed. */
export function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  return value !== undefined && /^[\w.~-]{1,2000}$/.test(value) ? value : undefined;
}
