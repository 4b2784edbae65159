import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { completeSignIn } from '../complete-sign-in.ts';
import { parseScreenParameters, type ScreenParameters } from '../page/screen-parameters.ts';
import { checkFields, logInForm, signUpForm } from '../schemas.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Signs in, or signs up and signs in. */
export function postLogin(dependencies: ScreensDependencies) {
  return async ({ caller, query, body, context }: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { broker } = caller;
    const parameters = parseScreenParameters(query, broker, dependencies.translations);
    const form = checkFields<LoginForm>(parameters.firstLogin ? signUpForm : logInForm, body);
    const user = parameters.firstLogin
      ? await dependencies.users.signUp(broker, signUpOf(form, parameters), context.address)
      : await dependencies.users.signIn(broker, form, context.address);
    return completeSignIn(dependencies, broker, user, form.keepMeLoggedIn === 'true');
  };
}

interface LoginForm {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: string;
  readonly firstName?: string;
  readonly lastName?: string;
}

function signUpOf(form: LoginForm, { language, partnerId, marketing }: ScreenParameters) {
  return {
    email: form.email,
    password: form.password,
    firstName: form.firstName || null,
    lastName: form.lastName || null,
    preferredLanguage: language,
    partnerId,
    marketing,
  };
}
