import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { withParameters } from '../page/with-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** Names the ticket of a trader who has agreements to sign on the way to an action. */
export const HELD_PAGE = 'agreements';

/** A visit of an in-app screen that has to wait. */
export interface HeldVisit {
  readonly userId: string;
  readonly action: InappAction;
  /** Ends when the page would have ended that was open before; in a quarter of an hour where there was none. */
  readonly expiresAtMs?: number;
}

/** To be made before the token is spent, so that whatever ends the user's sessions in between ends it too. */
export function heldTicket(
  { pageTickets }: Pick<ScreensDependencies, 'pageTickets'>,
  { brokerName }: Broker,
  { userId, action, expiresAtMs }: HeldVisit,
): PageTicket {
  const claims = { userId, action };
  if (expiresAtMs === undefined) return pageTickets.open(HELD_PAGE, brokerName, claims);
  return pageTickets.renew(HELD_PAGE, brokerName, { expiresAtMs }, claims);
}

/**
 * Leads to the page of the agreements with every parameter of this page. The visit stands in its address: a browser that
 * keeps no cookies can load it again, and come back to it from a document.
 */
export function leadToAgreements(
  { context }: Pick<RouteCall<ScreenCaller>, 'context'>,
  { text }: Pick<PageTicket, 'text'>,
): RouteReply {
  const query = withParameters(ownQueryOf(context.request.originalUrl), { heldVisit: text });
  return { kind: 'redirect', location: `../inapp/agreements${query}`, headers: {} };
}

/** For a page that is open: what came into force since stops it too. @returns `undefined` where nothing is outstanding. */
export async function holdOpenPage(
  dependencies: ScreensDependencies,
  { caller, context }: Pick<RouteCall<ScreenCaller>, 'caller' | 'context'>,
  action: InappAction,
  { claims, expiresAtMs }: Pick<PageTicket, 'claims' | 'expiresAtMs'>,
): Promise<RouteReply | undefined> {
  const { broker } = caller;
  const { userId = '' } = claims;
  if (!(await dependencies.agreements.hasOutstanding(broker, userId))) return undefined;
  return leadToAgreements({ context }, heldTicket(dependencies, broker, { userId, action, expiresAtMs }));
}
