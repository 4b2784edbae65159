import type { ShownAgreement } from '../../../domain/agreements/shown-agreement.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { outsideOrigins } from '../hub/offered-services.ts';
import { renderPage } from '../page/render-page.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { agreementTicks } from './agreement-ticks.ts';

interface OutstandingContent {
  readonly outstanding: readonly ShownAgreement[];
  readonly ticket: string;
  readonly error?: BridgeError | undefined;
}

/** What a trader has to accept before going on: to an action of the app, or to an app that waits, which can be refused. */
export function outstandingPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  { outstanding, ticket, error }: OutstandingContent,
): RouteReply {
  const { appRequest, body } = received;
  const { fields, agreements } = agreementTicks(outstanding, body);
  return renderPage(dependencies, broker, received, {
    view: 'agreements',
    title: 'agreements.title',
    error,
    fields,
    closable: appRequest === undefined,
    // The action that the form leads on to may be elsewhere.
    formOrigins: appRequest === undefined ? outsideOrigins(broker) : [],
    data: { ticket, agreements, canRefuse: appRequest !== undefined },
  });
}
