import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { agreementsPage } from './agreements-page.ts';
import { credentialsPage } from './credentials-page.ts';
import { pendingIdOf } from './pending-id.ts';
import { profilePage } from './profile-page.ts';
import type { SignUpStep } from './sign-up-steps.ts';

/**
 * The first step, or the one at which the sign-up that `signUp` names stands, or an earlier one that `step` names. Looking
 * changes nothing.
 *
 * @throws `sign_up_expired` also for one that has signed in: what it holds is not shown after that
 */
export async function showSignUp(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
): Promise<RouteReply> {
  const { signUp, step } = received.query;
  if (signUp === undefined) return credentialsPage(dependencies, broker, received);
  const pendingId = pendingIdOf(signUp);
  const pending = await dependencies.users.signUps.get(broker, pendingId);
  if (pending.isDone) throw new BridgeError('sign_up_expired', { detail: 'it has signed in' });
  switch (stepToShow(dependencies.agreements.areInForce(broker), pending.profile !== null, step)) {
    case 'credentials':
      return credentialsPage(dependencies, broker, received, { earlier: { ...pending, pendingId } });
    case 'agreements':
      return agreementsPage(dependencies, broker, received, pendingId);
    default:
      return profilePage(dependencies, broker, received, pendingId, { earlier: pending.profile });
  }
}

/** @param wanted - Leads back, never ahead of what was entered. */
function stepToShow(hasAgreements: boolean, hasProfile: boolean, wanted: unknown): SignUpStep {
  if (wanted === 'credentials' || wanted === 'profile') return wanted;
  return hasProfile && hasAgreements ? 'agreements' : 'profile';
}
