import { BridgeError } from '../../../errors/bridge-error.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import { type HeldTicket, heldTicket, holdOpenPage, leadToAgreements } from '../agreements/hold-visit.ts';
import type { ScreenCaller } from '../authenticate.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';
import { leadOutside } from './lead-outside.ts';
import { rememberInCookie, reopenByCookie } from './page-cookie.ts';
import { redeemVisit } from './redeem-visit.ts';
import { findSessionUser } from './session-cookie.ts';

/** Spends the one-time token, if everything else is right, and gives a ticket for the page. */
export function openInappPage(dependencies: ScreensDependencies, page: InappPage) {
  return async (call: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { caller, query, context } = call;
    const { broker } = caller;
    const setting = broker.actions[page.action];
    // A look at the link must not spend the token.
    if (context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
    if (isPrefetch(context.request.headers)) throw new BridgeError('prefetch_refused');
    if (setting.kind === 'off') throw new BridgeError('action_off');
    if (setting.kind === 'external') return leadOutside(dependencies, page.action, setting.template, call);

    const received = { context, query, body: {} };
    const again = await reopenByCookie(dependencies, broker, page, received);
    if (again) {
      const held = await holdOpenPage(dependencies, call, page.action, again.ticket);
      return held ?? withCookie(await page.render(broker, received, again.ticket), again.cookie);
    }
    const { ticket, platformUserId, held } = await openTicket(dependencies, page, call);
    if (held) return leadToAgreements(call, held);
    const reply = await page.render(broker, received, ticket);
    const { claims, expiresAtMs } = ticket;
    const opened = { page: page.action, platformUserId, claims, expiresAtMs };
    return withCookie(reply, await rememberInCookie(dependencies, broker, received, opened));
  };
}

interface Opened {
  /** Made before the token is spent, so that whatever ends the user's sessions in between ends it too. */
  readonly ticket: PageTicket;
  readonly platformUserId: number;
  /** Where there are agreements to be signed before. */
  readonly held: HeldTicket | undefined;
}

async function openTicket(
  dependencies: ScreensDependencies,
  page: InappPage,
  { caller, query, context }: RouteCall<ScreenCaller>,
): Promise<Opened> {
  const { broker } = caller;
  const received: Pick<ReceivedRequest, 'query' | 'context'> = { query, context };
  const open = async (user: Parameters<InappPage['open']>[1]): Promise<Opened> => {
    const claims = { ...(await page.open(broker, user, query)), userId: user.id };
    const isHeld = await dependencies.agreements.hasOutstanding(broker, user.id);
    const visit = { userId: user.id, action: page.action };
    const held = isHeld ? await heldTicket(dependencies, broker, visit) : undefined;
    const ticket = dependencies.pageTickets.open(page.action, broker.brokerName, claims);
    return { ticket, platformUserId: user.platformUserId, held };
  };
  const known = page.opensBySession ? await findSessionUser(dependencies, broker, received) : undefined;
  return known ? open(known) : redeemVisit(dependencies, broker, received, open);
}

function withCookie(reply: RouteReply, cookie: string | undefined): RouteReply {
  if (cookie === undefined || reply.kind !== 'html') return reply;
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookie } };
}
