import type { AppRequest } from '../../../domain/access/app-requests.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { PAGE_LIFETIME_MS } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { findSession } from '../in-app/session-cookie.ts';
import { leadSessionToSuccess } from '../lead-to-success.ts';
import type { LoginCall } from '../login/login-call.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { answerApp } from './lead-on.ts';

/** Names the ticket of a trader whom a one-time token signed in. */
export const BROUGHT_PAGE = 'brought-token';

/**
 * A button that goes on without a form.
 *
 * @returns `undefined` for any other form.
 */
export function goOn(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> | undefined {
  const { appRequest } = call;
  switch (call.body.go) {
    case 'refuse':
      return appRequest && refuseApp(dependencies, call, appRequest);
    case 'session':
      return goOnWithSession(dependencies, call);
    case 'token':
      return appRequest && goOnWithToken(dependencies, call, appRequest);
    default:
      return undefined;
  }
}

export async function refuseApp(
  { appRequests }: ScreensDependencies,
  { caller }: Pick<LoginCall, 'caller'>,
  request: AppRequest,
): Promise<RouteReply> {
  const location = await appRequests.answer(caller.broker, request, { kind: 'refused' });
  return { kind: 'redirect', location, headers: {} };
}

/** As whoever the button named, and nobody else: another may have signed in since the page was opened. */
async function goOnWithSession(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  const { caller, appRequest, body } = call;
  const session = await findSession(dependencies, caller.broker, call);
  if (!session || session.userId !== body.user) {
    throw new BridgeError('sign_in_expired', { detail: 'the browser is not known for this user' });
  }
  if (!appRequest) return leadSessionToSuccess(dependencies, caller.broker, session);
  if (appRequest.needsNewSignIn || appRequest.userId !== session.userId) {
    throw new BridgeError('sign_in_expired', { detail: 'the app does not take this session' });
  }
  return answerApp(dependencies, caller.broker, appRequest, session.userId, 'session');
}

/** The token was spent when the page was opened; its ticket is good for this app's request alone. */
async function goOnWithToken(
  dependencies: ScreensDependencies,
  { caller, body }: LoginCall,
  request: AppRequest,
): Promise<RouteReply> {
  const { access, pageTickets } = dependencies;
  const { broker } = caller;
  const ticket = pageTickets.read(body.proof, BROUGHT_PAGE, broker.brokerName);
  const { userId } = ticket?.claims ?? {};
  if (!ticket || userId === undefined || ticket.claims.request !== request.id) {
    throw new BridgeError('sign_in_expired', { detail: 'no ticket of this request' });
  }
  if (await access.haveSessionsEnded(broker, userId, ticket.expiresAtMs - PAGE_LIFETIME_MS)) {
    throw new BridgeError('sign_in_expired', { detail: 'the user was logged out since' });
  }
  return answerApp(dependencies, broker, request, userId, 'one-time-token');
}
