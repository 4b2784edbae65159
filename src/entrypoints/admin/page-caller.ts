import { BridgeError } from '../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { Route } from '../../http/route.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminCaller } from './authenticate.ts';
import type { Csrf } from './csrf.ts';
import { readSessionCookie } from './session-cookie.ts';

/** What the ticket of every form on an open page is for. */
export const OPEN_FORM = 'admin';
/** Tickets are bound to a white label; these are of none. */
export const NO_BROKER = '';

/** Sent with what a page asks for by itself, from time to time: nobody need sit in front of it. */
const REFRESH_HEADER = 'x-refresh';

/** Of a page: by the cookie alone. A form shows the CSRF token of the session, or the ticket of an open page. @throws `csrf_refused` */
export function createPageAuthenticate({ staff, formTickets }: AdminDependencies, csrf: Csrf) {
  return async (route: Route<AdminCaller>, { context, body }: ReceivedRequest): Promise<AdminCaller> => {
    const { request } = context;
    const token = readSessionCookie(request);
    const verified =
      token === undefined
        ? undefined
        : await staff.verifySession(token, { isSeen: request.headers[REFRESH_HEADER] === undefined });
    const isOpen = route.security.kind === 'open';
    if (isOpen && route.method === 'POST') formTickets.verify(body.ticket, OPEN_FORM, NO_BROKER, request);
    if (!verified || token === undefined) {
      if (!isOpen) throw new BridgeError('staff_session_needed');
      return { identity: null, shownBy: 'nothing' };
    }
    if (!isOpen && route.method === 'POST') csrf.verify(body.csrf, verified.session, request);
    return { identity: { ...verified, token }, shownBy: 'cookie' };
  };
}

/** Before a long form is read it is known that somebody is signed in; its CSRF token stands inside. @throws `staff_session_needed` */
export function createAdmitLongForm({ staff }: AdminDependencies) {
  return async ({ security }: Route<AdminCaller>, { context }: ReceivedRequest): Promise<void> => {
    if (security.kind === 'open') return;
    const token = readSessionCookie(context.request);
    const verified = token === undefined ? undefined : await staff.verifySession(token);
    if (!verified) throw new BridgeError('staff_session_needed');
  };
}
