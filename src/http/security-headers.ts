import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every answer: nothing may be framed, sniffed, kept or referred to. A page that may do more says so itself
 * with `pageHeaders`.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: false,
  });
}

export interface PageOrigins {
  /** Origins that may show the page in a frame. */
  readonly frameOrigins: readonly string[];
  /** Origins to which its forms may lead, by redirect too. */
  readonly formOrigins: readonly string[];
}

/**
 * The policy of a page without script. `X-Frame-Options` knows no list of origins, so such a page goes without it.
 *
 * @returns Headers that replace those of `securityHeaders`.
 */
export function pageHeaders({ frameOrigins, formOrigins }: PageOrigins): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    `form-action ${["'self'", ...formOrigins].join(' ')}`,
    `frame-ancestors ${frameOrigins.length === 0 ? "'none'" : frameOrigins.join(' ')}`,
  ];
  return { 'Content-Security-Policy': policy.join('; ') };
}
