import { BridgeError } from '../../../errors/bridge-error.ts';
import { isPrefetch } from '../../../http/is-prefetch.ts';
import type { RouteCall, RouteReply } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { textOf } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import type { InappPage } from './inapp-page.ts';

/** Spends the one-time token, if everything else is right, and gives a ticket for the page. */
export function openInappPage(dependencies: ScreensDependencies, page: InappPage) {
  const { access, pageTickets } = dependencies;
  return async ({ caller, query, context }: RouteCall<ScreenCaller>): Promise<RouteReply> => {
    const { broker } = caller;
    // A look at the link must not spend the token.
    if (context.request.method === 'HEAD') return { kind: 'html', headers: {}, body: '' };
    if (isPrefetch(context.request.headers)) throw new BridgeError('prefetch_refused');
    if (broker.actions[page.action].kind !== 'built-in') throw new BridgeError('action_off');
    const claims = await access.redeemInappToken(broker, textOf(query.token), async (user) => ({
      ...(await page.open(broker, user, query)),
      userId: user.id,
    }));
    const ticket = pageTickets.open(page.action, broker.brokerName, claims);
    return page.render(broker, { context, query, body: {} }, ticket);
  };
}
