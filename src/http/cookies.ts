import type { IncomingHttpHeaders } from 'node:http';

const MAX_VALUE_LENGTH = 200;

/** @returns The cookie's value; `undefined` when it is not there or holds anything but URL-unreserved characters. */
export function readCookie(headers: IncomingHttpHeaders, name: string): string | undefined {
  const wanted = `${PREFIX}${name}=`;
  const pair = (headers.cookie ?? '').split(';').find((text) => text.trim().startsWith(wanted));
  const value = pair?.trim().slice(wanted.length) ?? '';
  return value.length <= MAX_VALUE_LENGTH && /^[\w.~-]+$/.test(value) ? value : undefined;
}

/** Browsers take such a cookie only over https and for this very host. */
const PREFIX = '__Host-';

/** @returns The whole name of a cookie that is set as `partitionedCookie` does. */
export function hostCookieName(name: string): string {
  return PREFIX + name;
}

/**
 * A `Set-Cookie` for pages that may stand in another site's frame: each site that frames them has cookies of its own.
 *
 * @param name - Of URL-unreserved characters.
 * @param maxAgeSeconds - It is gone earlier when the browser is closed, if left out.
 */
export function partitionedCookie(name: string, value: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${PREFIX}${name}=${value}; Path=/${age}; Secure; HttpOnly; SameSite=None; Partitioned`;
}
