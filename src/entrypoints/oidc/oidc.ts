/**
 * Apps that speak OpenID Connect: an issuer for every white label, with its own keys, clients and traders.
 *
 * The protocol is the engine's (`oidc-provider`); here is what it is made from, where it keeps things, and how it shares
 * sessions with our own screens. Its tokens come from the same authority as all others: `domain/access`.
 */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { AppRequests } from '../../domain/access/app-requests.ts';
import type { TellApp } from '../../domain/app-logouts/logout-notice.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { Brokers } from '../../domain/brokers/brokers.ts';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { brokerPlacesOf } from '../../http/broker-places.ts';
import { requestContextOf } from '../../http/request-context.ts';
import { setSecurityHeaders } from '../../http/security-headers.ts';
import { answerLook } from './answer-look.ts';
import { createAppRequests } from './app-requests.ts';
import { issuerNamed, issuerOf } from './issuer.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { createProviderPool } from './provider-pool.ts';
import { refuse } from './refuse.ts';

export interface Oidc {
  /** @param identify - Says which white label a request is for. */
  createRouter(identify: Brokers['identify']): RequestHandler;
  /** For the screens. */
  readonly appRequests: AppRequests;
  /** For the outbox of log-outs. */
  readonly tellApp: TellApp;
}

/** The two forms of discovery; a path of the issuer stands after the well-known part (RFC 8414, section 3.1). */
const DISCOVERY = ['oauth-authorization-server', 'openid-configuration'].flatMap((document) =>
  ['/b/:brokerName/oidc', '/oidc'].map((path) => ({ path: `/.well-known/${document}${path}`, document })),
);

export function createOidc(dependencies: OidcDependencies): Oidc {
  const { brokers, publicUrl } = dependencies;
  const pool = createProviderPool(dependencies);

  async function serve(identify: Brokers['identify'], request: Request, response: Response): Promise<void> {
    const context = requestContextOf(response);
    context.route = '/oidc';
    const broker = identify(brokerPlacesOf({ context, query: {}, body: {} }));
    context.brokerName = broker.brokerName;
    if (!broker.enabled) throw new BridgeError('broker_disabled');
    const host = context.pathBrokerName === undefined ? request.hostname.toLowerCase() : '';
    const { handle } = await pool.get(broker, issuerOf(broker, publicUrl, host));
    setEngineHeaders(request, response, broker);
    if (!answerLook(request, response)) await handle(request, response);
  }

  return {
    createRouter(identify) {
      const answer: RequestHandler = (request, response, next) => {
        serve(identify, request, response).catch((error: unknown) => {
          if (!isBridgeError(error)) return next(error);
          refuse(dependencies, error, request, response);
        });
      };
      const router = routerOf(answer);
      return (request, response, next) => (isIssuers(request.url) ? router(request, response, next) : next());
    },
    appRequests: createAppRequests(dependencies, pool),
    async tellApp({ brokerName, issuer: issuerUrl, clientId, userId, sid }) {
      const broker = brokers.find(brokerName);
      const issuer = broker && issuerNamed(broker, publicUrl, issuerUrl);
      if (!broker || !issuer) return 'gone';
      return (await pool.get(broker, issuer)).tellApp(clientId, userId, sid);
    },
  };
}

/** Costs less than to ask a router, for whoever comes for something else. */
function isIssuers(url: string): boolean {
  return url.startsWith('/oidc') || url.startsWith('/.well-known/');
}

function routerOf(answer: RequestHandler): Router {
  const router = express.Router({ caseSensitive: true, strict: true }).use('/oidc', answer);
  for (const { path, document } of DISCOVERY) {
    router.get(path, (request, response, next) => {
      requestContextOf(response).pathBrokerName = request.params.brokerName as string | undefined;
      request.url = `/.well-known/${document}`;
      answer(request, response, next);
    });
  }
  return router;
}

/**
 * What the engine writes itself may do nothing but what the engine names by its hash: the page that sends an app its
 * answer by a form (OAuth 2.0 Form Post Response Mode).
 */
function setEngineHeaders({ path }: Request, response: Response, { screens }: Broker): void {
  setSecurityHeaders(response);
  const { frameOrigins } = screens;
  const policy = [
    "default-src 'none'",
    'script-src',
    "base-uri 'none'",
    `frame-ancestors ${frameOrigins.length === 0 ? "'none'" : frameOrigins.join(' ')}`,
  ];
  response.setHeader('content-security-policy', policy.join('; '));
  response.removeHeader('x-frame-options');
  response.setHeader('x-request-id', requestContextOf(response).requestId);
  // The engine leaves some of its refusals without; what it publishes may be kept.
  if (!/^\/(jwks|\.well-known)\b/.test(path)) response.setHeader('cache-control', 'no-store');
}
