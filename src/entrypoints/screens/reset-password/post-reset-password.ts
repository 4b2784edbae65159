import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { keptParameters, parseScreenParameters } from '../page/screen-parameters.ts';
import { checkFields, newPasswordForm, resetRequestForm } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { leadOnAfterReset } from './lead-on-after-reset.ts';
import { linkTokenOf, resetPage } from './reset-page.ts';

/** Has a link sent, or takes the new password that a link buys. */
export function postResetPassword(dependencies: ScreensDependencies) {
  return (call: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const token = linkTokenOf({ query: {}, body: call.body });
    return token === undefined ? requestLink(dependencies, call) : setPassword(dependencies, call, token);
  };
}

/** The answer is the same whoever has the address, or nobody. */
async function requestLink(
  dependencies: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
): Promise<RouteReply> {
  const { email } = checkFields<{ email: string }>(resetRequestForm, body);
  const { language } = parseScreenParameters(query, caller.broker, dependencies.translations);
  const request = { email, language, parameters: keptParameters(query) };
  await dependencies.passwordReset.requestLink(caller.broker, request, context.address);
  return resetPage(dependencies, caller.broker, { context, query, body }, 'sent');
}

async function setPassword(
  dependencies: ScreensDependencies,
  call: RouteCall<ScreenCaller>,
  token: string,
): Promise<RouteReply> {
  const { caller, body, context } = call;
  const { broker } = caller;
  const form = checkFields<{ password: string; keepMeLoggedIn: string }>(newPasswordForm, body);
  const user = await dependencies.passwordReset.resetPassword(broker, token, form.password, context.address);
  if (broker.platform.identity === 'handoff') {
    return resetPage(dependencies, broker, call, 'changed');
  }
  try {
    return await leadOnAfterReset(dependencies, call, user, form.keepMeLoggedIn === 'true');
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    const { retryAfterSeconds, code } = error;
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    throw new BridgeError('sign_in_unfinished', { ...wait, detail: code, cause: error });
  }
}
