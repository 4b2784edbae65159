import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { findSignInRequest } from '../app-sign-in/find-app-request.ts';
import { goOn } from '../app-sign-in/go-on.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { postFirstAccount } from '../first-account/post-first-account.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import { checkFields, logInForm } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { postSignUp } from '../sign-up/post-sign-up.ts';
import { parseStep } from '../sign-up/sign-up-steps.ts';
import { enterOrChoose } from './enter-or-choose.ts';
import type { LoginCall } from './login-call.ts';

/** Signs in, or takes one step of a sign-up, or of the choice that a sign-in waits for. */
export function postLogin(dependencies: ScreensDependencies) {
  return async (received: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { broker } = received.caller;
    const call = { ...received, appRequest: await findSignInRequest(dependencies, broker, received) };
    const gone = goOn(dependencies, call);
    if (gone) return gone;
    if (broker.platform.identity === 'handoff') throw new BridgeError('sign_in_elsewhere');
    if (parseStep(call.body.step) === 'account') return postFirstAccount(dependencies, call);
    const { firstLogin } = parseScreenParameters(call.query, broker, dependencies.translations);
    return firstLogin ? postSignUp(dependencies, call) : logIn(dependencies, call);
  };
}

interface LogInForm {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: string;
}

async function logIn(dependencies: ScreensDependencies, call: LoginCall): Promise<RouteReply> {
  const { caller, body, context } = call;
  const { broker } = caller;
  const form = checkFields<LogInForm>(logInForm, body);
  const user = await dependencies.users.signIn(broker, form, context.address);
  return enterOrChoose(dependencies, call, user, form.keepMeLoggedIn === 'true');
}
