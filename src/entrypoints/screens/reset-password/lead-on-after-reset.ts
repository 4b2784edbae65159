import type { User } from '../../../domain/users/user.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { leadToSuccess } from '../lead-to-success.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { withParameters } from '../page/with-parameters.ts';
import { prepareUser } from '../prepare-user.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/**
 * Signs in who has a new password. Where an app waits, the page of log-in goes on: that alone knows whether it is this
 * browser's.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function leadOnAfterReset(
  dependencies: ScreensDependencies,
  { caller, query, context }: RouteCall<ScreenCaller>,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const { broker } = caller;
  const linked = await prepareUser(dependencies, broker, user);
  if (query.appRequest === undefined) return leadToSuccess(dependencies, broker, { context }, linked, keepMeLoggedIn);
  const held = { user: linked, keepMeLoggedIn, subjectId: trading.newAccountRequestId() };
  const signIn = await users.holdSignIn(broker, held);
  const address = withParameters(ownQueryOf(context.request.originalUrl), { signIn });
  return { kind: 'redirect', location: `login${address}`, headers: {} };
}
