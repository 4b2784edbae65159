import type { IncomingHttpHeaders } from 'node:http';

/**
 * The cookie by which a browser proves that an app's request is its own, bound to the page that answers it. Without https,
 * as on a developer's machine, it has to do without what browsers promise of its name.
 */
export function appRequestCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Secure-app-request' : 'app-request';
}

/** @returns What the cookie says. */
export function readAppRequestCookie(headers: IncomingHttpHeaders, publicUrl: string): string | undefined {
  const wanted = `${appRequestCookieName(publicUrl)}=`;
  const pair = (headers.cookie ?? '').split(';').find((text) => text.trim().startsWith(wanted));
  return pair?.trim().slice(wanted.length);
}
