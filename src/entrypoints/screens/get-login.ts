import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { ScreenCaller } from './authenticate.ts';
import { loginPage } from './login-page.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/** Log-in and sign-up are one address; `firstLogin` chooses. */
export function getLogin(dependencies: ScreensDependencies) {
  return ({ caller, query, context }: RouteCall<ScreenCaller>): RouteReply =>
    loginPage(dependencies, caller.broker, { context, query, body: {} });
}
