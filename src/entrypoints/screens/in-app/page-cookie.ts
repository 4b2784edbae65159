import type { OpenedPage } from '../../../domain/access/opened-page.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { isBridgeError } from '../../../errors/bridge-error.ts';
import { partitionedCookie, readCookie } from '../../../http/cookies.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { PAGE_LIFETIME_MS, type PageTicket } from '../../../http/page-ticket.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';
import { tokenIn } from './redeem-visit.ts';
import { findSessionHolder } from './session-cookie.ts';

/**
 * Lets a page that is loaded again open again, though its token is spent. Where the browser keeps no cookie, the page says
 * that the token is spent, and nothing else is different. A page that was opened without a token needs none of this, for
 * it has the session.
 *
 * @returns The cookie to set; `undefined` where the store cannot keep it, for the page is open anyway.
 */
export async function rememberInCookie(
  dependencies: ScreensDependencies,
  broker: Broker,
  { query, context }: ReceivedRequest,
  opened: Omit<OpenedPage, 'token' | 'wasKnown'>,
): Promise<string | undefined> {
  const token = tokenIn(query);
  if (token === '') return undefined;
  try {
    const wasKnown = (await findSessionHolder(dependencies, broker, { context })) === opened.platformUserId;
    const id = await dependencies.access.rememberPage(broker, { ...opened, token, wasKnown });
    return partitionedCookie(nameOf(broker.brokerName, opened.page), id, PAGE_LIFETIME_MS / 1000);
  } catch (error) {
    if (isBridgeError(error)) return undefined;
    throw error;
  }
}

export interface ReopenedPage {
  readonly ticket: PageTicket;
  /** To set, where the page is another one from now on. */
  readonly cookie: string | undefined;
}

/** @returns The page that this browser opened with this token, as long as that is good. */
export async function reopenByCookie(
  dependencies: ScreensDependencies,
  broker: Broker,
  page: InappPage,
  received: ReceivedRequest,
): Promise<ReopenedPage | undefined> {
  const opened = await findOpened(dependencies, broker, page, received);
  if (!opened) return undefined;
  const { pageTickets } = dependencies;
  const claims = (await page.renewClaims?.(broker, opened.claims)) ?? opened.claims;
  const renewed = pageTickets.renew(page.action, broker.brokerName, opened, claims);
  const ticket = pageTickets.read(renewed.text, page.action, broker.brokerName);
  if (!ticket) return undefined;
  const isSame = claims === opened.claims;
  const cookie = isSame ? undefined : await rememberInCookie(dependencies, broker, received, { ...opened, claims });
  return { ticket, cookie };
}

async function findOpened(
  dependencies: ScreensDependencies,
  broker: Broker,
  { action }: InappPage,
  { query, context }: ReceivedRequest,
): Promise<OpenedPage | undefined> {
  const { access } = dependencies;
  const token = tokenIn(query);
  const id = readCookie(context.request.headers, nameOf(broker.brokerName, action));
  if (id === undefined || token === '') return undefined;
  const opened = await access.findOpenedPage(broker, { id, page: action, token });
  if (!opened) return undefined;
  // Another trader's browser by now, or nobody's any more.
  const holder = await findSessionHolder(dependencies, broker, { context });
  if (holder === undefined ? opened.wasKnown : holder !== opened.platformUserId) return undefined;
  const openedAtMs = opened.expiresAtMs - PAGE_LIFETIME_MS;
  return (await access.haveSessionsEnded(broker, opened.claims.userId ?? '', openedAtMs)) ? undefined : opened;
}

function nameOf(brokerName: string, action: string): string {
  return `page.${brokerName}.${action}`;
}
