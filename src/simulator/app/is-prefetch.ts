import type { Request } from 'express';

/** What a browser fetches before anybody asked for it spends no token. */
export function isPrefetch(request: Request): boolean {
  return /prefetch|prerender/i.test(String(request.headers['sec-purpose'] ?? request.headers.purpose ?? ''));
}
