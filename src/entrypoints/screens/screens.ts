/**
 * Traders' browsers: HTML pages in the white label's language, inside the platform's web view or iframe.
 *
 * Owns pages and forms. A form proves by its ticket and its origin that it was sent from our page; there is no cookie.
 */
import type { Router } from 'express';
import { mountRoutes } from '../../http/mount-routes.ts';
import { createAuthenticate } from './authenticate.ts';
import { createRenderScreenError } from './errors.ts';
import { allScreens, routesOf } from './routes.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

export function createScreens(dependencies: ScreensDependencies): Router {
  const screens = allScreens(dependencies);
  return mountRoutes({
    routes: routesOf(screens),
    authenticate: createAuthenticate(dependencies),
    renderError: createRenderScreenError(dependencies, screens),
  });
}
