import type { ShownAgreement } from '../../../domain/agreements/shown-agreement.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { agreementTicks } from '../agreements/agreement-ticks.ts';
import { LOGIN_PAGE } from '../login/login-form.ts';
import { renderPage } from '../page/render-page.ts';
import { parseScreenParameters } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { addressOfStep, stepsOnTheWay } from '../sign-up/sign-up-steps.ts';

/**
 * What has to be accepted before the choice of the first account; with that it can be put off.
 *
 * @param heldId - Of the sign-in that waits.
 */
export function firstAgreementsPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  heldId: string,
  { outstanding, error }: { readonly outstanding: readonly ShownAgreement[]; readonly error?: BridgeError },
): RouteReply {
  const { firstLogin } = parseScreenParameters(received.query, broker, dependencies.translations);
  const { fields, agreements } = agreementTicks(outstanding, received.body);
  return renderPage(dependencies, broker, received, {
    view: 'first-agreements',
    title: 'agreements.title',
    error,
    fields,
    data: {
      agreements,
      hidden: { step: 'account', pending: heldId },
      steps: firstLogin ? stepsOnTheWay(broker, 'agreements', true) : [],
      ticket: dependencies.formTickets.issue(LOGIN_PAGE, broker.brokerName),
      formAddress: addressOfStep(received.context.request.originalUrl, 'agreements'),
    },
  });
}
