import type { RequestHandler, Response } from 'express';

/**
 * The success URL carries a one-time token: it must not leave by a referrer or stay in a cache. The frame shows the
 * bridge's screens and wherever those lead, such as an external cashier; so do forms where there is no script.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' http: https:",
  "form-action 'self' http: https:",
  "base-uri 'none'",
].join('; ');

export const appHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'cache-control': 'no-store',
    'content-security-policy': `${POLICY}; frame-ancestors 'self'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  next();
};

/** For a page that belongs into the pages of others. */
export function allowAnyFrame(response: Response): void {
  response.set('content-security-policy', `${POLICY}; frame-ancestors *`);
}
