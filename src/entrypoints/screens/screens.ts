/**
 * Traders' browsers: HTML pages in the white label's language, inside the platform's web view or iframe.
 *
 * Owns pages and forms. A form proves by its ticket and its origin that it was sent from our page. Cookies only help: a
 * page that is loaded again opens again, and a browser that `/sso/callback` signed in is known.
 */
import { Router } from 'express';
import { mountRoutes } from '../../http/mount-routes.ts';
import { createAuthenticate } from './authenticate.ts';
import { createRenderScreenError } from './errors.ts';
import { allScreens, routesOf } from './routes.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';
import { successRoutes } from './success/success-routes.ts';

export function createScreens(dependencies: ScreensDependencies): Router {
  const screens = allScreens(dependencies);
  const pages = mountRoutes({
    routes: routesOf(screens),
    authenticate: createAuthenticate(dependencies),
    holderOf: ({ ticket }) => ticket?.claims.userId ?? '',
    // A trader in a frame has to be able to close whatever it shows.
    answersBelow: ['/auth', '/account', '/inapp', '/sso'],
    renderError: createRenderScreenError(dependencies, screens),
  });
  return Router().use(pages, mountRoutes(successRoutes(dependencies)));
}
