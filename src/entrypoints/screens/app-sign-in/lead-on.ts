import type { AppRequest, SignInMethod } from '../../../domain/access/app-requests.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import type { RouteReply } from '../../../http/route.ts';
import { leadToSuccess } from '../lead-to-success.ts';
import type { LoginCall } from '../login/login-call.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Sends a trader who has signed in back to the app that waits, or to the white label's success URL. */
export function leadOn(
  dependencies: ScreensDependencies,
  call: LoginCall,
  user: LinkedUser,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const { caller, appRequest, context } = call;
  if (appRequest) return answerApp(dependencies, caller.broker, appRequest, user.id, 'password');
  return leadToSuccess(dependencies, caller.broker, { context }, user, keepMeLoggedIn);
}

/** Tells the app who signed in. Its issuer opens the session then, and issues whatever there is to issue. */
export async function answerApp(
  { appRequests }: ScreensDependencies,
  broker: Broker,
  request: AppRequest,
  userId: string,
  method: SignInMethod,
): Promise<RouteReply> {
  const location = await appRequests.answer(broker, request, { kind: 'signed-in', userId, method });
  return { kind: 'redirect', location, headers: {} };
}
