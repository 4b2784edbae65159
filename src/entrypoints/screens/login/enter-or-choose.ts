import type { User } from '../../../domain/users/user.ts';
import type { RouteReply } from '../../../http/route.ts';
import { leadOn } from '../app-sign-in/lead-on.ts';
import { prepareUser } from '../prepare-user.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfHeldSignIn } from '../sign-up/sign-up-steps.ts';
import type { LoginCall } from './login-call.ts';

/**
 * Signs in; a trader without an account, where some are offered, is sent to choose one first.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`, `app_request_expired`
 */
export async function enterOrChoose(
  dependencies: ScreensDependencies,
  call: LoginCall,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const { broker } = call.caller;
  const linked = await prepareUser(dependencies, broker, user);
  if (!(await trading.offersFirstAccount(broker, linked))) {
    return leadOn(dependencies, call, linked, keepMeLoggedIn);
  }
  const held = { user: linked, keepMeLoggedIn, subjectId: trading.newAccountRequestId() };
  const location = addressOfHeldSignIn(call.context.request.originalUrl, await users.holdSignIn(broker, held));
  return { kind: 'redirect', location, headers: {} };
}
