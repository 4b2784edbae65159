import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { withParameters } from '../page/with-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { refuseEnded } from './refuse-ended.ts';

/**
 * Makes a one-time token for the screen of an action, and leads there with every parameter of this page, which stands beside
 * it below `/inapp`.
 *
 * @param parameters - Over those of this page.
 * @throws `page_expired`
 */
export async function leadToAction(
  dependencies: ScreensDependencies,
  broker: Broker,
  { context }: Pick<RouteCall<ScreenCaller>, 'context'>,
  ticket: Pick<PageTicket, 'claims' | 'expiresAtMs'>,
  {
    action,
    parameters = {},
  }: { readonly action: InappAction; readonly parameters?: Parameters<typeof withParameters>[1] },
): Promise<RouteReply> {
  const { access, users } = dependencies;
  const user = await users.findById(broker.brokerName, ticket.claims.userId ?? '');
  if (!user || user.platformUserId === null) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  const token = await access.issueInappToken(broker, user.platformUserId);
  // Only now, for a token that came after the end of the user's sessions would outlive it.
  await refuseEnded(dependencies, broker, ticket);
  const path = action === 'create-account' ? '../account/create' : action;
  const query = withParameters(ownQueryOf(context.request.originalUrl), { ...parameters, token });
  return { kind: 'redirect', location: path + query, headers: {} };
}
