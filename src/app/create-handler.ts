import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Brokers } from '../domain/brokers/brokers.ts';
import { createAdmin } from '../entrypoints/admin/admin.ts';
import { createBrokerApi } from '../entrypoints/broker-api/broker-api.ts';
import { createCashier } from '../entrypoints/cashier/cashier.ts';
import { createCrmApi } from '../entrypoints/crm-api/crm-api.ts';
import type { Oidc } from '../entrypoints/oidc/oidc.ts';
import { createOps } from '../entrypoints/ops/ops.ts';
import { createBrand } from '../entrypoints/screens/brand/brand.ts';
import { createScreens } from '../entrypoints/screens/screens.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { answerUnknown, refuseUnknown } from '../http/answer-unknown.ts';
import { beginRequest } from '../http/begin-request.ts';
import { setSecurityHeaders } from '../http/security-headers.ts';
import { adminDependenciesOf } from './admin-dependencies-of.ts';
import { createDocs } from './create-docs.ts';
import type { Domain } from './create-domain.ts';
import type { PageKit } from './create-page-kit.ts';
import type { Parts } from './open-parts.ts';

export interface HandlerOptions {
  /** Whether the brokers are known; until then who needs one gets 503. It is so when left out. */
  readonly isStarted?: () => boolean;
  /** Whether the process has begun to stop. */
  readonly isStopping: () => boolean;
}

/** Every entry point, one after the other; an address that none of them has is refused. */
export function createHandler(
  parts: Parts,
  domain: Domain,
  pages: PageKit,
  oidc: Oidc,
  { isStarted = () => true, isStopping }: HandlerOptions,
): Express {
  const { settings, clock, log, keyRing, metrics, storage, projectFolder } = parts;
  const { metricsToken, trustedProxies } = settings;
  const brokers = { ...domain.brokers, identify: identifyOnceStarted(domain.brokers, isStarted) };
  const brokerApi = { ...parts, ...domain, ...pages, brokers, expiring: storage.expiring };
  const admin = createAdmin(adminDependenciesOf(parts, { ...domain, brokers }, pages));
  const { appRequests } = oidc;
  const assets = { index: false, redirect: false, maxAge: '1h', setHeaders: setSecurityHeaders } as const;

  const handler = express().disable('x-powered-by').disable('etag');
  if (trustedProxies.length > 0) handler.set('trust proxy', trustedProxies);
  return handler
    .use(beginRequest({ log, metrics, isStopping }))
    .use(oidc.createRouter(brokers.identify))
    .use(createCrmApi({ ...domain, brokers }))
    .use(createScreens({ ...domain, ...pages, brokers, appRequests }))
    .use(createBrand({ brokers, brandAssets: pages.brandAssets }))
    .use(createCashier({ ...domain, brokers, keyRing, clock }))
    .use(createBrokerApi(brokerApi))
    .use(admin.router)
    .use(createDocs(brokerApi, admin.operations, domain, projectFolder))
    .use(createOps({ metrics, checkStores: storage.ping, isStarted, isStopping, metricsToken }))
    .use('/assets', express.static(join(projectFolder, 'views/public'), assets))
    .use(refuseUnknown, answerUnknown);
}

/** Before the records were read every broker would seem unknown, and a platform would take that for the truth. */
function identifyOnceStarted(brokers: Brokers, isStarted: () => boolean): Brokers['identify'] {
  return (places) => {
    if (!isStarted()) throw new BridgeError('store_unavailable', { retryAfterSeconds: 1 });
    return brokers.identify(places);
  };
}
