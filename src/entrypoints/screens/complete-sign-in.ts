import type { Broker } from '../../domain/brokers/broker.ts';
import type { User } from '../../domain/users/user.ts';
import type { RouteReply } from '../../http/route.ts';
import { leadToSuccess } from './lead-to-success.ts';
import { prepareUser } from './prepare-user.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/**
 * Signs in without further questions.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function completeSignIn(
  dependencies: ScreensDependencies,
  broker: Broker,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const linked = await prepareUser(dependencies, broker, user);
  return leadToSuccess(dependencies, broker, linked, keepMeLoggedIn);
}
