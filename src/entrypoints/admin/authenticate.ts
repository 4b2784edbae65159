import type { Request } from 'express';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { Route } from '../../http/route.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { CSRF_HEADER, type Csrf } from './csrf.ts';
import type { Identity } from './run-operation.ts';
import { readSessionCookie } from './session-cookie.ts';

/** Who calls, and how they showed it. */
export interface AdminCaller {
  readonly identity: Identity;
  readonly shownBy: 'bearer' | 'cookie' | 'nothing';
}

/**
 * Of a call of the API. A bearer token counts before the cookie; a cookie alone changes nothing without the CSRF token.
 *
 * @throws `staff_session_needed`, `csrf_refused`
 */
export function createAuthenticate({ staff }: AdminDependencies, csrf: Csrf) {
  return async (route: Route<AdminCaller>, { context }: ReceivedRequest): Promise<AdminCaller> => {
    const { request } = context;
    const bearer = readBearer(request);
    const token = bearer ?? readSessionCookie(request);
    const shownBy = bearer !== undefined ? 'bearer' : token !== undefined ? 'cookie' : 'nothing';
    // A form of another site could send JSON as plain text, and have its own account signed in here.
    if (route.security.kind === 'open' && route.method !== 'GET' && bearer === undefined) csrf.requireOwnPage(request);
    const verified = token === undefined ? undefined : await staff.verifySession(token);
    if (!verified || token === undefined) {
      if (route.security.kind !== 'open') throw new BridgeError('staff_session_needed');
      return { identity: null, shownBy: 'nothing' };
    }
    // Nobody is signed in by an open route, so nothing is done in the name of the cookie.
    if (shownBy === 'cookie' && route.method !== 'GET' && route.security.kind !== 'open') {
      csrf.verify(request.get(CSRF_HEADER), verified.session, request);
    }
    return { identity: { ...verified, token }, shownBy };
  };
}

function readBearer(request: Request): string | undefined {
  const [, token] = /^Bearer ([\w.~-]{1,200})$/.exec(request.get('Authorization') ?? '') ?? [];
  return token;
}
