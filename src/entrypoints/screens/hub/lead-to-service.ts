import { BridgeError } from '../../../errors/bridge-error.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { findOwnAccount } from '../in-app/find-own-account.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { withParameters } from '../page/with-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { ACCOUNT_SERVICES, isOffered, type Service, USER_SERVICES } from './offered-services.ts';

/** Makes a one-time token for the screen of a service, and leads there with every parameter of this page. */
export async function leadToService(
  dependencies: ScreensDependencies,
  { caller, body, context }: RouteCall<ScreenCaller>,
  { claims, expiresAtMs }: PageTicket,
): Promise<RouteReply> {
  const { access, users } = dependencies;
  const { broker } = caller;
  const { userId = '' } = claims;
  const { service, account } = choiceIn(body.go);
  if (!isOffered(broker, service)) throw new BridgeError('action_off');
  if (account !== null) await findOwnAccount(dependencies, broker, userId, account);
  const user = await users.findById(broker.brokerName, userId);
  if (!user || user.platformUserId === null) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  const token = await access.issueInappToken(broker, user.platformUserId);
  // Once more, for a token that came after the end of the user's sessions would outlive it.
  if (await access.haveSessionsEnded(broker, userId, expiresAtMs - PAGE_LIFETIME_MS)) {
    throw new BridgeError('page_expired', { detail: 'the user was logged out since' });
  }
  const path = service === 'create-account' ? '../account/create' : service;
  const query = withParameters(ownQueryOf(context.request.originalUrl), { account, token });
  return { kind: 'redirect', location: path + query, headers: {} };
}

/** A button says `deposit:5000001` or `kyc`. */
function choiceIn(go: unknown): { service: Service; account: string | null } {
  const [name, account] = typeof go === 'string' ? go.split(':') : [];
  const ofAccount = ACCOUNT_SERVICES.find((service) => service === name);
  if (ofAccount && account !== undefined) return { service: ofAccount, account };
  const ofUser = USER_SERVICES.find((service) => service === name);
  if (ofUser && account === undefined) return { service: ofUser, account: null };
  throw new BridgeError('parameter_invalid', { detail: 'no button of ours' });
}
