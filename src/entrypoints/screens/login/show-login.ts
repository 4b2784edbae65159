import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { accountChoicePage } from '../app-sign-in/account-choice-page.ts';
import { findSignInRequest } from '../app-sign-in/find-app-request.ts';
import { findKnownTrader } from '../app-sign-in/find-known-trader.ts';
import { redeemBroughtToken } from '../app-sign-in/redeem-brought-token.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { showFirstAccount } from '../first-account/show-first-account.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { showSignUp } from '../sign-up/show-sign-up.ts';
import type { LoginCall } from './login-call.ts';
import { loginPage } from './login-page.ts';

/**
 * The form, or the step that is looked at. Nothing is changed, but that a one-time token is spent which an app brought in
 * place of the form.
 */
export async function showLogin(
  dependencies: ScreensDependencies,
  received: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { broker } = received.caller;
  const appRequest = await findSignInRequest(dependencies, broker, received);
  const call = { ...received, appRequest };
  const { oneTimeToken } = appRequest ?? {};
  const isLookedAt = call.query.signIn !== undefined;
  if (appRequest && oneTimeToken !== undefined && !isLookedAt) {
    const reply = await redeemBroughtToken(dependencies, call, appRequest, oneTimeToken);
    if (reply) return reply;
  }
  return showForm(dependencies, call, oneTimeToken === undefined ? undefined : 'appLogIn.tokenRefused');
}

async function showForm(
  dependencies: ScreensDependencies,
  call: LoginCall,
  noticeKey: string | undefined,
): Promise<RouteReply> {
  const { caller, query, appRequest } = call;
  const { broker } = caller;
  const hasForm = broker.platform.identity === 'sso';
  const { firstLogin } = parseScreenParameters(query, broker, dependencies.translations);
  if (hasForm && query.signIn !== undefined) return showFirstAccount(dependencies, broker, call);
  if (hasForm && firstLogin) return showSignUp(dependencies, broker, call);
  const isAsked = hasForm || appRequest !== undefined;
  const known = isAsked ? await findKnownTrader(dependencies, broker, call) : undefined;
  if (appRequest && known && !(hasForm && query.otherAccount !== undefined)) {
    return accountChoicePage(dependencies, broker, call, known);
  }
  if (!hasForm) throw new BridgeError('sign_in_elsewhere');
  return loginPage(dependencies, broker, call, { known: appRequest ? undefined : known, noticeKey });
}
