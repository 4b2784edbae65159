import type { Broker } from '../../../domain/brokers/broker.ts';
import { type BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { firstAccountPage } from './first-account-page.ts';
import { firstAgreementsPage } from './first-agreements-page.ts';
import { getHeldSignIn } from './get-held-sign-in.ts';

/** What a sign-in that is good waits for: what has to be signed, and then the choice of the first account. */
export async function heldSignInPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { heldId, userId }: { readonly heldId: string; readonly userId: string },
  error?: BridgeError,
): Promise<RouteReply> {
  const { agreements, translations } = dependencies;
  const { language } = parseScreenLook(received.query, broker, translations);
  const outstanding = await agreements.listOutstanding(broker, { id: userId }, language);
  const content = error ? { error } : {};
  return outstanding.length > 0
    ? firstAgreementsPage(dependencies, broker, received, heldId, { outstanding, ...content })
    : firstAccountPage(dependencies, broker, received, heldId, content);
}

/** The same again after a fault, which may be that nobody can say for whom the page is. */
export async function heldSignInFaultPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  heldId: string,
  error: BridgeError,
): Promise<RouteReply> {
  try {
    const { user } = await getHeldSignIn(dependencies, broker, heldId);
    return await heldSignInPage(dependencies, broker, received, { heldId, userId: user.id }, error);
  } catch (fault) {
    if (!isBridgeError(fault)) throw fault;
    return firstAccountPage(dependencies, broker, received, heldId, { error });
  }
}
