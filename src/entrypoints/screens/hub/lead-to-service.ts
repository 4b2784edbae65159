import { BridgeError } from '../../../errors/bridge-error.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { findOwnAccount } from '../in-app/find-own-account.ts';
import { leadToAction } from '../in-app/lead-to-action.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { ACCOUNT_SERVICES, isOffered, type Service, USER_SERVICES } from './offered-services.ts';

/** Leads to the screen of a service with a one-time token of its own. */
export async function leadToService(
  dependencies: ScreensDependencies,
  call: RouteCall<ScreenCaller>,
  ticket: PageTicket,
): Promise<RouteReply> {
  const { broker } = call.caller;
  const { service, account } = choiceIn(call.body.go);
  if (!isOffered(broker, service)) throw new BridgeError('action_off');
  if (account !== null) await findOwnAccount(dependencies, broker, ticket.claims.userId ?? '', account);
  return leadToAction(dependencies, broker, call, ticket, { action: service, parameters: { account } });
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
