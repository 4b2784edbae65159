import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import { firstAccountPage } from '../first-account/first-account-page.ts';
import { leadToSuccess } from '../lead-to-success.ts';
import { prepareUser } from '../prepare-user.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/**
 * Signs in; a trader without an account, where some are offered, chooses one first.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function enterOrChoose(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const { users, trading } = dependencies;
  const linked = await prepareUser(dependencies, broker, user);
  if (!(await trading.offersFirstAccount(broker, linked))) {
    return leadToSuccess(dependencies, broker, linked, keepMeLoggedIn);
  }
  const held = { user: linked, keepMeLoggedIn, subjectId: trading.newAccountRequestId() };
  return firstAccountPage(dependencies, broker, received, await users.holdSignIn(broker, held));
}
