/**
 * CRM admins and support: a JSON API below `/admin/api/v1`, and the console's pages, which do nothing but through it.
 *
 * Owns the session's cookie, the words on the wire and the pages. What an operation does is the domain's. Invariants: who may
 * do what is decided in `run-operation.ts` alone, from the table of operations; nothing is acknowledged that the change log does
 * not have; a member learns of no white label out of reach, not even that it is there.
 */
import express, { type RequestHandler, type Router } from 'express';
import { mountRoutes } from '../../http/mount-routes.ts';
import { requestContextOf } from '../../http/request-context.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminOperation } from './admin-operation.ts';
import { createAuthenticate } from './authenticate.ts';
import { createCsrf } from './csrf.ts';
import { adminErrors, createRenderError } from './errors.ts';
import { allOperations, createOperations } from './operations.ts';
import { createAdmitLongForm, createPageAuthenticate } from './page-caller.ts';
import { createPageFaults } from './page-faults.ts';
import { adminPages } from './pages.ts';
import { createRunOperation } from './run-operation.ts';
import { ADMIN_API_PREFIX, toApiRoute } from './to-api-route.ts';
import { createToPageRoute } from './to-page-route.ts';

export interface Admin {
  readonly router: Router;
  /** All that it can do, for who describes it. */
  readonly operations: readonly AdminOperation[];
}

export function createAdmin(dependencies: AdminDependencies): Admin {
  const csrf = createCsrf(dependencies);
  const run = createRunOperation(dependencies);
  const operations = createOperations(dependencies, csrf);
  const table = allOperations(operations);
  const faults = createPageFaults(dependencies);
  const authenticate = createAuthenticate(dependencies, csrf);
  const { stepUp } = operations.session;

  const api = mountRoutes({
    routes: table.map((operation) => toApiRoute(run, operation)),
    authenticate,
    admitLongBody: authenticate,
    answersBelow: [ADMIN_API_PREFIX],
    bodyTooLarge: 'body_too_large',
    renderError: createRenderError(dependencies.publicUrl, adminErrors(table)),
  });
  const pages = mountRoutes({
    routes: adminPages(dependencies, operations).map(createToPageRoute({ dependencies, csrf, run, faults, stepUp })),
    authenticate: createPageAuthenticate(dependencies, csrf),
    admitLongBody: createAdmitLongForm(dependencies),
    answersBelow: ['/admin'],
    bodyTooLarge: 'body_too_large',
    renderError: faults.render,
  });
  const router = express
    .Router()
    .use('/admin', createRefuseWhiteLabels(dependencies))
    .use(dependencies.pageKit.assets.router, api, pages);
  return { router, operations: table };
}

/**
 * The console is at no address of a white label: whoever has its name could lead it elsewhere, and be brought the sessions of staff who
 * had signed in there. Where the operator gave the bridge's own name to one, it is the bridge's all the same.
 */
function createRefuseWhiteLabels({ brokers, publicUrl }: AdminDependencies): RequestHandler {
  const own = new URL(publicUrl).hostname;
  return ({ hostname = '' }, response, next) => {
    const isElsewhere = hostname.toLowerCase() !== own && brokers.isHostOfBroker(hostname);
    const isOfOne = isElsewhere || requestContextOf(response).pathBrokerName !== undefined;
    next(isOfOne ? 'router' : undefined);
  };
}
