import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { pendingIdOf } from '../sign-up/pending-id.ts';
import { firstAccountPage } from './first-account-page.ts';
import { getHeldSignIn } from './get-held-sign-in.ts';

/**
 * The choice for which the sign-in that `signIn` names waits. Looking changes nothing.
 *
 * @throws `sign_in_expired` also for one that has signed in
 */
export async function showFirstAccount(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
): Promise<RouteReply> {
  const heldId = pendingIdOf(received.query.signIn);
  const { isDone } = await getHeldSignIn(dependencies, broker, heldId);
  if (isDone) throw new BridgeError('sign_in_expired', { detail: 'it has signed in' });
  return firstAccountPage(dependencies, broker, received, heldId);
}
