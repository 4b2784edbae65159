import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { NO_FIELDS } from '../../../http/no-fields.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { redeemVisit, TOKEN_ERRORS } from '../in-app/redeem-visit.ts';
import { findSession, findSessionOfToken, openSessionCookie } from '../in-app/session-cookie.ts';
import { COMMON_ERRORS } from '../page/common-errors.ts';
import { ownQueryOf } from '../page/own-query.ts';
import type { Screen } from '../page/screen.ts';
import { withParameters } from '../page/with-parameters.ts';
import * as schemas from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Lands a browser that carries a one-time token, and sends it on, known by a cookie where it keeps one. */
export function ssoCallbackScreen(dependencies: ScreensDependencies): Screen {
  return {
    routes: [
      {
        method: 'GET',
        paths: ['/sso/callback'],
        summary: 'Signs a browser in by a one-time token, and leads to the white label’s landing page',
        security: { kind: 'open', because: 'it spends the one-time token in its address' },
        body: 'none',
        request: { query: schemas.anyFields, body: NO_FIELDS },
        response: { status: 303, contentType: 'none' },
        errors: [...COMMON_ERRORS, ...TOKEN_ERRORS],
        handle: (call) => land(dependencies, call),
      },
    ],
  };
}

async function land(
  dependencies: ScreensDependencies,
  { caller, query, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { broker } = caller;
  // A look at the link must not spend the token.
  if (context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
  if (isPrefetch(context.request.headers)) throw new BridgeError('prefetch_refused');
  const received = { context, query, body: {} };
  const { platformUserId, headers } = await signIn(dependencies, broker, received);
  const location = await landingOf(dependencies, broker, received, platformUserId);
  return { kind: 'redirect', location, headers };
}

interface SignedIn {
  readonly platformUserId: number;
  readonly headers: Readonly<Record<string, string>>;
}

async function signIn(dependencies: ScreensDependencies, broker: Broker, received: ReceivedRequest): Promise<SignedIn> {
  // The same address once more, in the browser that came with it.
  const known = await findSessionOfToken(dependencies, broker, received);
  if (known !== undefined) return { platformUserId: known, headers: {} };
  const user = await redeemVisit(dependencies, broker, received, async (holder) => holder);
  // Whoever made the link must not sign a stranger in as somebody else unseen.
  const session = await findSession(dependencies, broker, received);
  if (session && session.userId !== user.id) return { platformUserId: user.platformUserId, headers: {} };
  try {
    const cookie = await openSessionCookie(dependencies, broker, received, user);
    return { platformUserId: user.platformUserId, headers: { 'set-cookie': cookie } };
  } catch (error) {
    // The token is spent, and the way on needs no cookie.
    if (!isBridgeError(error, 'store_unavailable')) throw error;
    return { platformUserId: user.platformUserId, headers: {} };
  }
}

/** Our own page gets a token of its own, for there may be no cookie. */
async function landingOf(
  { access }: ScreensDependencies,
  broker: Broker,
  { context }: ReceivedRequest,
  platformUserId: number,
): Promise<string> {
  const { landingUrl } = broker.screens;
  if (landingUrl !== null) return landingUrl;
  const query = ownQueryOf(context.request.originalUrl);
  if (broker.actions.action.kind === 'off') return `../callback/success${query}`;
  const token = await access.issueInappToken(broker, platformUserId);
  return `../inapp/action${withParameters(query, { token })}`;
}
