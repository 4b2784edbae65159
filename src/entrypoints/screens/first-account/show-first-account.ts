import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { accountChoicePage } from '../app-sign-in/account-choice-page.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { pendingIdOf } from '../sign-up/pending-id.ts';
import { getHeldSignIn } from './get-held-sign-in.ts';
import { heldSignInPage } from './held-sign-in-page.ts';

/**
 * What the sign-in that `signIn` names waits for: agreements that are outstanding, then the choice; or, where there is none, the button that leads to the app
 * that waits. Looking changes nothing.
 *
 * @throws `sign_in_expired` also for one that has signed in
 */
export async function showFirstAccount(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
): Promise<RouteReply> {
  const heldId = pendingIdOf(received.query.signIn);
  const { user, isDone } = await getHeldSignIn(dependencies, broker, heldId);
  if (isDone) throw new BridgeError('sign_in_expired', { detail: 'it has signed in' });
  if (!received.appRequest || (await dependencies.trading.offersFirstAccount(broker, user))) {
    return heldSignInPage(dependencies, broker, received, { heldId, userId: user.id });
  }
  const hidden = { go: 'held', step: 'account', pending: heldId, later: 'true' };
  return accountChoicePage(dependencies, broker, received, { email: user.email, hidden });
}
