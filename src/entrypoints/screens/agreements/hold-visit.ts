import type { ShownVisit } from '../../../domain/access/held-visit.ts';
import type { Broker, InappAction } from '../../../domain/brokers/broker.ts';
import { partitionedCookie, readCookie } from '../../../http/cookies.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
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

/** The visit as the page of the agreements knows it. */
export interface HeldTicket extends PageTicket {
  /** For the cookie of the browser that made the visit. */
  readonly proof: string;
}

/** To be made before the token is spent, so that whatever ends the user's sessions in between ends it too. */
export async function heldTicket(
  { pageTickets, access }: Pick<ScreensDependencies, 'pageTickets' | 'access'>,
  broker: Broker,
  { userId, action, expiresAtMs }: HeldVisit,
): Promise<HeldTicket> {
  const { brokerName } = broker;
  const endsAtMs = expiresAtMs ?? pageTickets.open(HELD_PAGE, brokerName, {}).expiresAtMs;
  const { id, proof } = await access.heldVisits.hold(broker, endsAtMs);
  const claims = { userId, action, visit: id };
  return { ...pageTickets.renew(HELD_PAGE, brokerName, { expiresAtMs: endsAtMs }, claims), proof };
}

/**
 * Leads to the page of the agreements with every parameter of this page. The visit stands in its address: a browser that
 * keeps no cookies can load it again, and come back to it from a document. One that keeps them is the only one that can.
 */
export function leadToAgreements(
  { caller, context }: Pick<RouteCall<ScreenCaller>, 'caller' | 'context'>,
  { text, claims, proof }: HeldTicket,
): RouteReply {
  const query = withParameters(ownQueryOf(context.request.originalUrl), { heldVisit: text });
  const cookie = partitionedCookie(cookieNameOf(caller.broker, claims.visit), proof, PAGE_LIFETIME_MS / 1000);
  return { kind: 'redirect', location: `../inapp/agreements${query}`, headers: { 'set-cookie': cookie } };
}

/** What a ticket and the browser that shows it say of the visit. */
export function shownVisit(
  broker: Broker,
  { context }: Pick<RouteCall<ScreenCaller>, 'context'>,
  { claims }: Pick<PageTicket, 'claims'>,
): ShownVisit {
  const { visit: id = '' } = claims;
  return { id, proof: readCookie(context.request.headers, cookieNameOf(broker, id)) };
}

/** Each visit has its own, for several may be open. */
function cookieNameOf({ brokerName }: Broker, visitId: string | undefined): string {
  return `page.${brokerName}.${HELD_PAGE}.${visitId}`;
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
  return leadToAgreements({ caller, context }, await heldTicket(dependencies, broker, { userId, action, expiresAtMs }));
}
