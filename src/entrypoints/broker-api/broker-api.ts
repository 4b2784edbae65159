/**
 * The broker's own systems: API key, signature, privacy headers; JSON.
 *
 * Owns the words on the wire and the order of the checks. What an operation does is the domain's. Invariants: a key reaches
 * its own white label or CRM alone; nothing of a person is answered before the access stands in the privacy log.
 */
import express, { type Router } from 'express';
import { createIdempotency } from '../../http/idempotency.ts';
import { mountRoutes } from '../../http/mount-routes.ts';
import { allowBrowsers } from './allow-browsers.ts';
import { createAuthenticate } from './authenticate.ts';
import type { BrokerApiDependencies } from './broker-api-dependencies.ts';
import { brokerApiErrors, createRenderError } from './errors.ts';
import { brokerApiRoutes } from './routes.ts';
import { BROKER_API_PREFIX, toHttpRoute } from './to-http-route.ts';

export function createBrokerApi(dependencies: BrokerApiDependencies): Router {
  const idempotency = createIdempotency(dependencies);
  const routes = brokerApiRoutes(dependencies);
  const mounted = mountRoutes({
    routes: routes.map((route) => toHttpRoute(dependencies, idempotency, route)),
    authenticate: createAuthenticate(dependencies),
    answersBelow: [BROKER_API_PREFIX],
    bodyTooLarge: 'body_too_large',
    renderError: createRenderError(dependencies.publicUrl, brokerApiErrors(routes)),
  });
  return express.Router().use(allowBrowsers(routes), mounted);
}
