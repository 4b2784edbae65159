import type { Response } from 'express';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Broker } from '../../domain/brokers/broker.ts';
import { requestContextOf } from '../../http/request-context.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { CreateRateLimiter, RateLimiter } from '../../lib/rate-limiter.ts';
import { receivedBy, replyWithPage } from './koa-reply.ts';
import type { Middleware } from './middleware.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** Anybody can make them, and each leaves something in the store. */
const BEGINNINGS = { name: 'app-request-address', points: 3000, windowSeconds: 600 };
/** As the engine reads paths: in capitals too, and with a slash at the end. */
const BEGINNING_PATH = /^\/(auth|request|session\/end)\/?$/i;
/**
 * Wrong proofs of who a client is. Right ones always pass, so that nobody can keep a client out: this tells a client that
 * is set up wrongly to wait. It guards no secret; those are too long to be guessed.
 */
const FAILURES = { name: 'app-client-address', points: 100, windowSeconds: 60 };

export interface CallerLimits {
  readonly beginnings: RateLimiter;
  readonly failures: RateLimiter;
}

/** For all white labels; each is counted for itself. */
export function createCallerLimits(createRateLimiter: CreateRateLimiter): CallerLimits {
  return { beginnings: createRateLimiter(BEGINNINGS), failures: createRateLimiter(FAILURES) };
}

/** Slows down whoever floods an issuer. */
export function limitCallers(
  { pages }: Pick<OidcDependencies, 'pages'>,
  broker: Broker,
  { beginnings, failures }: CallerLimits,
): Middleware {
  async function isTooMuch(limiter: RateLimiter, context: KoaContextWithOIDC): Promise<boolean> {
    const subject = limitSubjectOf(requestContextOf(context.res as Response).address);
    const waitSeconds = await limiter.consume({ brokerName: broker.brokerName, subject });
    if (waitSeconds > 0) refuse(context, waitSeconds);
    return waitSeconds > 0;
  }

  function refuse(context: KoaContextWithOIDC, waitSeconds: number): void {
    const fault = { error: 'temporarily_unavailable', description: 'too many requests; wait', status: 429 };
    context.status = fault.status;
    context.set('Retry-After', String(waitSeconds));
    context.body = { error: fault.error, error_description: fault.description };
    if (context.accepts('json', 'html') === 'html')
      replyWithPage(context, pages.fault(broker, receivedBy(context), fault));
  }

  return async (context, next) => {
    if (BEGINNING_PATH.test(context.path) && (await isTooMuch(beginnings, context))) return;
    await next();
    if (context.status === 401 && context.oidc?.route !== 'userinfo') await isTooMuch(failures, context);
  };
}
