import express, { type Response, type Router } from 'express';
import { requestContextOf } from '../../http/request-context.ts';
import { SECURITY_HEADERS } from '../../http/security-headers.ts';
import type { BrokerApiRoute } from './broker-api-route.ts';
import { BROKER_API_PREFIX } from './to-http-route.ts';

const EXPOSED = 'X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, X-Api-Key-Expires-At';
const TAKEN = [
  ...['Authorization', 'Content-Type', 'Idempotency-Key'],
  ...['X-Data-Access-Principal', 'X-Data-Access-Justification'],
].join(', ');
const PREFLIGHT_SECONDS = 600;

/**
 * Lets pages of any site call what publishable keys may, for those stand in pages. No cookie is looked at, so that nothing
 * is done in anybody's name but the key's. @see Fetch, section 3.2
 */
export function allowBrowsers(routes: readonly BrokerApiRoute[]): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const open = routes.filter(({ keys }) => keys === 'any');
  for (const path of new Set(open.map((route) => route.path))) {
    const methods = open.filter((route) => route.path === path).map(({ method }) => method);
    router.all(`${BROKER_API_PREFIX}${path}`, (request, response, next) => {
      requestContextOf(response).route = `${BROKER_API_PREFIX}${path}`;
      if (request.method === 'OPTIONS') return answerPreflight(response, methods);
      if (methods.some((method) => method === request.method))
        Object.assign(requestContextOf(response).headers, ANSWER);
      next();
    });
  }
  return router;
}

const ANSWER = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED,
  'cross-origin-resource-policy': 'cross-origin',
};

function answerPreflight(response: Response, methods: readonly string[]): void {
  const allowed = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': TAKEN,
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  };
  response.writeHead(204, { ...SECURITY_HEADERS, ...allowed }).end();
}
