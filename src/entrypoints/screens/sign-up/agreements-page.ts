import type { Broker } from '../../../domain/brokers/broker.ts';
import type { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteReply } from '../../../http/route.ts';
import { agreementTicks } from '../agreements/agreement-ticks.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { signUpPage } from './sign-up-page.ts';

/** The third step, where the white label has agreements. */
export function agreementsPage(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ScreenRequest,
  pendingId: string,
  error?: BridgeError,
): RouteReply {
  const { language } = parseScreenLook(received.query, broker, dependencies.translations);
  const { fields, agreements } = agreementTicks(dependencies.agreements.show(broker, language), received.body);
  return signUpPage(dependencies, broker, received, {
    step: 'agreements',
    back: 'profile',
    pendingId,
    view: 'sign-up-agreements',
    error,
    fields,
    data: { agreements },
  });
}
