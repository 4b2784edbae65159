import type { OpenedPage } from '../../../domain/access/opened-page.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { isBridgeError } from '../../../errors/bridge-error.ts';
import { partitionedCookie, readCookie } from '../../../http/cookies.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';
import { tokenIn } from './redeem-visit.ts';

/**
 * Lets a page that is loaded again open again, though its token is spent. Where the browser keeps no cookie, the page says
 * that the token is spent, and nothing else is different.
 *
 * @returns The cookie to set; `undefined` where the store cannot keep it, for the page is open anyway.
 */
export async function rememberInCookie(
  { access }: ScreensDependencies,
  broker: Broker,
  opened: OpenedPage,
): Promise<string | undefined> {
  try {
    const id = await access.rememberPage(broker, opened);
    return partitionedCookie(nameOf(broker.brokerName, opened.page), id, PAGE_LIFETIME_MS / 1000);
  } catch (error) {
    if (isBridgeError(error)) return undefined;
    throw error;
  }
}

/** @returns The ticket of the page that this browser opened with this token, as long as that is good. */
export async function reopenByCookie(
  { access, pageTickets }: ScreensDependencies,
  broker: Broker,
  { action }: InappPage,
  { query, context }: ReceivedRequest,
): Promise<PageTicket | undefined> {
  const id = readCookie(context.request.headers, nameOf(broker.brokerName, action));
  const opened = id && (await access.findOpenedPage(broker, { id, page: action, token: tokenIn(query) }));
  if (!opened) return undefined;
  const { claims, expiresAtMs } = opened;
  const { userId = '' } = claims;
  if (await access.haveSessionsEnded(broker, userId, expiresAtMs - PAGE_LIFETIME_MS)) return undefined;
  const ticket = pageTickets.renew(action, broker.brokerName, { expiresAtMs }, claims);
  return pageTickets.read(ticket.text, action, broker.brokerName);
}

function nameOf(brokerName: string, action: string): string {
  return `page.${brokerName}.${action}`;
}
