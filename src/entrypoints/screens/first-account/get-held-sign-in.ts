import type { Broker } from '../../../domain/brokers/broker.ts';
import type { FoundSignIn } from '../../../domain/users/held-sign-in.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** @throws `sign_in_expired` also for one from before the user was logged out everywhere */
export async function getHeldSignIn(
  dependencies: ScreensDependencies,
  broker: Broker,
  heldId: string,
): Promise<FoundSignIn> {
  const held = await dependencies.users.getHeldSignIn(broker, heldId);
  await refuseEnded(dependencies, broker, held);
  return held;
}

/** To be asked once more when there is a token, for one that came after the end of the sessions would outlive it. */
export async function refuseEnded(
  { access }: ScreensDependencies,
  broker: Broker,
  { user, signedInAtMs }: FoundSignIn,
): Promise<void> {
  if (await access.haveSessionsEnded(broker, user.id, signedInAtMs)) {
    throw new BridgeError('sign_in_expired', { detail: 'the user was logged out since' });
  }
}
