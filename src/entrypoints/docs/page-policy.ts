import { pageHeaders } from '../../http/security-headers.ts';

/** Of a page that is only read. */
export const READ_POLICY = pageHeaders({ frameOrigins: [], formOrigins: [] });

/** The viewer runs script of ours, has its pictures in its style sheet, and asks this bridge alone. */
export const VIEWER_POLICY: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
};
