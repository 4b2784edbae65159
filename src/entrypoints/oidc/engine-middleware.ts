import type { Response } from 'express';
import { requestContextOf } from '../../http/request-context.ts';
import { RESPONSE_MODES } from './client-metadata.ts';
import { endSession } from './end-session.ts';
import type { ProviderParts } from './engine-settings.ts';
import type { Middleware } from './middleware.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';

/** Says in log and metrics which endpoint it was, and to a caller when to try again. */
export function noteRoute(): Middleware {
  return async (context, next) => {
    await next();
    const { route, errorCode } = requestContextOf(context.res as Response);
    const name = context.oidc?.route;
    if (name !== undefined) requestContextOf(context.res as Response).route = `${route}/${name}`;
    if (context.status === 503) context.set('Retry-After', '1');
    const error = (context.body as { error?: unknown } | undefined)?.error;
    if (errorCode === '' && typeof error === 'string') requestContextOf(context.res as Response).errorCode = error;
  };
}

/** Whoever logs out at the issuer is logged out of our own screens and of the platform as well. */
export function endBothDialects(dependencies: OidcDependencies, { broker }: ProviderParts): Middleware {
  return async (context, next) => {
    await next();
    if (context.oidc?.route !== 'end_session_confirm') return;
    const { session } = context.oidc;
    const { destroyed } = (session ?? {}) as { destroyed?: boolean };
    if (!session?.accountId || destroyed !== true) return;
    await endSession(dependencies, broker, { sessionId: session.uid, userId: session.accountId });
  };
}

/** An answer that was lost is given again, with the very token that it carried. */
export function serveSuccessors({ successors }: ProviderParts): Middleware {
  return async (context, next) => {
    await next();
    const successor = successors.servedAgain(context);
    const body = context.body as { refresh_token?: string } | undefined;
    if (successor !== undefined && body?.refresh_token !== undefined) body.refresh_token = successor;
  };
}

/** Discovery names what clients may have, rather than all that the engine knows. */
export function describeModes(): Middleware {
  return async (context, next) => {
    await next();
    if (context.oidc?.route !== 'discovery') return;
    Object.assign(context.body as object, { response_modes_supported: RESPONSE_MODES });
  };
}
