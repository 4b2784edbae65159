import type { IncomingHttpHeaders } from 'node:http';

/** What browsers send, or sent, when they fetch a page that nobody has asked for yet. */
const MARKS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/** Whether a browser fetches the page ahead of time; it may never be shown. */
export function isPrefetch(headers: IncomingHttpHeaders): boolean {
  return MARKS.some((name) => /^\s*(?:prefetch|prerender|preview)\b/i.test(String(headers[name] ?? '')));
}
