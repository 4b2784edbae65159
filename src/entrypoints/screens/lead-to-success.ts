import type { Broker } from '../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../domain/users/user.ts';
import { isBridgeError } from '../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RouteReply } from '../../http/route.ts';
import { successAddress } from '../../lib/success-address.ts';
import { type BrowserSession, openSignInCookie } from './in-app/session-cookie.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/**
 * Sends the browser to the white label's success URL, with a one-time token and nothing else. That URL comes from the
 * record, never from the request. The browser is known from then on, where it keeps a cookie.
 */
export async function leadToSuccess(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<ReceivedRequest, 'context'>,
  user: LinkedUser,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const opened = await openSession(dependencies, broker, received, user, keepMeLoggedIn);
  const { platformUserId } = user;
  const token = await dependencies.access.issueSignInToken(broker, platformUserId, keepMeLoggedIn, opened?.sessionId);
  return redirect(broker, token, opened ? { 'set-cookie': opened.cookie } : {});
}

/** The same for a browser that is known already; what the platform gets ends with its session. */
export async function leadSessionToSuccess(
  { access }: ScreensDependencies,
  broker: Broker,
  { platformUserId, sessionId }: BrowserSession,
): Promise<RouteReply> {
  return redirect(broker, await access.issueSignInToken(broker, platformUserId, false, sessionId), {});
}

/** @returns `undefined` where the store cannot keep it, for the way on needs no cookie. */
async function openSession(...call: Parameters<typeof openSignInCookie>) {
  try {
    return await openSignInCookie(...call);
  } catch (error) {
    if (isBridgeError(error, 'store_unavailable', 'busy')) return undefined;
    throw error;
  }
}

function redirect({ screens }: Broker, token: string, headers: Readonly<Record<string, string>>): RouteReply {
  return { kind: 'redirect', location: successAddress(screens.successUrl, token), headers };
}
