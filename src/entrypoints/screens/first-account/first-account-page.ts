import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { describeOffers } from '../create-account/describe-offers.ts';
import { LOGIN_PAGE } from '../login/login-form.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfStep, stepsOnTheWay } from '../sign-up/sign-up-steps.ts';

/**
 * The choice of the first account, before the trader is signed in; it can be put off.
 *
 * @param heldId - Of the sign-in that waits.
 * @param withOffers - `false` leaves only the way into the app.
 */
export function firstAccountPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  heldId: string,
  { error, withOffers = true }: { readonly error?: BridgeError; readonly withOffers?: boolean } = {},
): RouteReply {
  const { firstLogin, language } = parseScreenParameters(received.query, broker, dependencies.translations);
  return renderPage(dependencies, broker, received, {
    view: 'first-account',
    title: 'account.firstTitle',
    error,
    data: {
      hidden: { step: 'account', pending: heldId },
      steps: firstLogin ? stepsOnTheWay(broker, 'account', dependencies.agreements.areInForce(broker)) : [],
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      formAddress: addressOfStep(received.context.request.originalUrl, 'account'),
      offers: withOffers ? describeOffers(broker, received, language) : [],
    },
  });
}
