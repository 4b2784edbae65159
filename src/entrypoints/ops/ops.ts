/**
 * Operators' tools: liveness, readiness, metrics. Nothing here belongs to a white label, and nothing here is secret,
 * but how busy each white label is concerns its operator alone, so the metrics can ask for a token.
 */
import type { Router } from 'express';
import { BridgeError } from '../../errors/bridge-error.ts';
import { mountRoutes, type ReceivedRequest } from '../../http/mount-routes.ts';
import type { Route } from '../../http/route.ts';
import { equalInConstantTime } from '../../lib/secrets.ts';
import { renderOpsError } from './errors.ts';
import type { OpsDependencies } from './ops-dependencies.ts';
import { opsRoutes } from './routes.ts';

export function createOps(dependencies: OpsDependencies): Router {
  return mountRoutes({
    routes: opsRoutes(dependencies),
    authenticate: (route, received) => authenticate(dependencies, route, received),
    renderError: renderOpsError,
  });
}

function authenticate({ metricsToken }: OpsDependencies, route: Route<null>, { context }: ReceivedRequest): null {
  if (route.security.kind !== 'operator-token' || metricsToken === undefined) return null;
  const given = /^Bearer +(\S+) *$/i.exec(context.request.headers.authorization ?? '')?.[1];
  if (given !== undefined && equalInConstantTime(given, metricsToken)) return null;
  context.request.res?.setHeader('WWW-Authenticate', 'Bearer');
  throw new BridgeError('not_permitted');
}
