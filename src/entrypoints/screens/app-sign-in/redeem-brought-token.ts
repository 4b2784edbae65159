import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { LoginCall } from '../login/login-call.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { accountChoicePage } from './account-choice-page.ts';
import { BROUGHT_PAGE } from './go-on.ts';
import { answerApp } from './lead-on.ts';

/**
 * Signs in by the one-time token that the app brought. Where somebody else is signed in with this browser, they are asked
 * first: whoever made the link must not sign a stranger in as somebody else unseen.
 *
 * @returns `undefined` when the token is of no use.
 */
export async function redeemBroughtToken(
  dependencies: ScreensDependencies,
  call: LoginCall,
  request: AppRequest,
  token: string,
): Promise<RouteReply | undefined> {
  const { broker } = call.caller;
  // A look at the link must not spend the token.
  if (call.context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
  if (isPrefetch(call.context.request.headers)) throw new BridgeError('prefetch_refused');
  const user = await redeem(dependencies, broker, token);
  if (!user) return undefined;
  if (request.userId === undefined || request.userId === user.id) {
    return answerApp(dependencies, broker, request, user.id, 'one-time-token');
  }
  const claims = { userId: user.id, request: request.id };
  const { text } = dependencies.pageTickets.open(BROUGHT_PAGE, broker.brokerName, claims);
  const known = { email: user.email, hidden: { go: 'token', proof: text } };
  return accountChoicePage(dependencies, broker, call, known, { replacesOther: true });
}

async function redeem({ access }: ScreensDependencies, broker: Broker, token: string): Promise<LinkedUser | undefined> {
  try {
    return (await access.redeemForSignIn(broker, token)).user;
  } catch (error) {
    const isOfNoUse = isBridgeError(
      error,
      ...(['token_malformed', 'token_unknown', 'token_expired', 'token_of_other_broker'] as const),
    );
    if (isOfNoUse) return undefined;
    throw error;
  }
}
