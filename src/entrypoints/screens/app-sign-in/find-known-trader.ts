import type { Broker } from '../../../domain/brokers/broker.ts';
import { isBridgeError } from '../../../errors/bridge-error.ts';
import { findSession } from '../in-app/session-cookie.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** A trader who may go on without a form. */
export interface KnownTrader {
  readonly email: string;
  /** What the button sends; it stands for nobody by itself. */
  readonly hidden: Readonly<Record<string, string>>;
}

/**
 * Who is signed in with this browser, as far as the app that waits takes that.
 *
 * @returns `undefined` also where the store cannot tell: there is the form.
 */
export async function findKnownTrader(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
): Promise<KnownTrader | undefined> {
  const { appRequest } = received;
  if (appRequest && (appRequest.needsNewSignIn || appRequest.userId === undefined)) return undefined;
  try {
    const session = await findSession(dependencies, broker, received);
    if (!session || (appRequest && appRequest.userId !== session.userId)) return undefined;
    const user = await dependencies.users.findById(broker.brokerName, session.userId);
    return user && { email: user.email, hidden: { go: 'session', user: user.id } };
  } catch (error) {
    if (isBridgeError(error)) return undefined;
    throw error;
  }
}
