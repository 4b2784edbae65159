import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/**
 * Headers of every answer: nothing may be framed, sniffed, kept or referred to. A page that may do more says so itself
 * with `pageHeaders`. They never differ from request to request, so helmet is asked for them once.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = headersOf(
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Other names below a white label's own host are not ours to bind.
    strictTransportSecurity: { includeSubDomains: false },
    // What only browsers of long ago understand, and what only pages with script need.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  }),
);

/** For answers that are not written by `sendReply`. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}

function headersOf(middleware: (request: IncomingMessage, response: ServerResponse, next: () => void) => void) {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(response.req, response, () => {});
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}

export interface PageOrigins {
  /** Origins that may show the page in a frame. */
  readonly frameOrigins: readonly string[];
  /** Origins to which its forms may lead, by redirect too. */
  readonly formOrigins: readonly string[];
}

/**
 * The policy of a page without script.
 *
 * @returns Headers that replace those of `SECURITY_HEADERS`.
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
  return { 'content-security-policy': policy.join('; ') };
}
