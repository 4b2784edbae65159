import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { PageTicket } from '../../../http/page-ticket.ts';
import type { RouteReply } from '../../../http/route.ts';
import { ownQueryOf } from '../page/own-query.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { describeOffers } from './describe-offers.ts';

/** Renders the offers, with what was chosen before and what was wrong with it. */
export function createAccountPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
  ticket: PageTicket,
  error?: BridgeError,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  return renderPage(dependencies, broker, received, {
    view: 'create-account',
    title: 'account.title',
    error,
    closable: true,
    data: {
      ticket: ticket.text,
      hidden: {},
      formAddress: ownQueryOf(received.context.request.originalUrl),
      offers: describeOffers(broker, received, language),
    },
  });
}
