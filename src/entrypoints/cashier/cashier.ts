/**
 * The servers of white labels' cashiers: they say what became of a deposit, authenticated by an HMAC, answered in JSON.
 *
 * Owns the words on the wire. What a cashier's word counts for is the domain's.
 */
import type { Router } from 'express';
import { mountRoutes } from '../../http/mount-routes.ts';
import { createAuthenticate } from './authenticate.ts';
import type { CashierDependencies } from './cashier-dependencies.ts';
import { renderCashierError } from './errors.ts';
import { cashierRoutes } from './routes.ts';

export function createCashier(dependencies: CashierDependencies): Router {
  return mountRoutes({
    routes: cashierRoutes(dependencies),
    authenticate: createAuthenticate(dependencies),
    renderError: renderCashierError,
  });
}
