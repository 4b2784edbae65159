import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';
import type { RequestContext } from '../../../http/request-context.ts';
import type { RouteReply } from '../../../http/route.ts';
import { leadToSuccess } from '../lead-to-success.ts';
import { prepareUser } from '../prepare-user.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfHeldSignIn } from '../sign-up/sign-up-steps.ts';

/**
 * Signs in; a trader without an account, where some are offered, is sent to choose one first.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function enterOrChoose(
  dependencies: ScreensDependencies,
  broker: Broker,
  { request }: RequestContext,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const linked = await prepareUser(dependencies, broker, user);
  if (!(await trading.offersFirstAccount(broker, linked))) {
    return leadToSuccess(dependencies, broker, linked, keepMeLoggedIn);
  }
  const held = { user: linked, keepMeLoggedIn, subjectId: trading.newAccountRequestId() };
  const location = addressOfHeldSignIn(request.originalUrl, await users.holdSignIn(broker, held));
  return { kind: 'redirect', location, headers: {} };
}
