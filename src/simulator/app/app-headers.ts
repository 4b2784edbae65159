import type { RequestHandler } from 'express';
import type { App } from './app.ts';

/**
 * The success URL carries a one-time token: it must not leave by a referrer or stay in a cache. Forms may lead to the
 * bridge, for the deposit button does.
 */
export const appHeaders =
  (app: App): RequestHandler =>
  (_request, response, next) => {
    response.set({
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${new URL(app.bridgeUrl()).origin}; frame-ancestors 'self'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    next();
  };
