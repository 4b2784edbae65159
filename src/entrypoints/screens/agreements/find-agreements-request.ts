import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { ShownAgreement } from '../../../domain/agreements/shown-agreement.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import { findAppRequest } from '../app-sign-in/find-app-request.ts';
import { findSession } from '../in-app/session-cookie.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/** An app that waits until a trader has signed. */
export interface AgreementsRequest {
  readonly request: AppRequest;
  readonly userId: string;
  readonly outstanding: readonly ShownAgreement[];
}

/** @throws `app_request_expired` also when the trader is not signed in with this browser any more */
export async function findAgreementsRequest(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<ReceivedRequest, 'query' | 'context'>,
): Promise<AgreementsRequest> {
  const { agreements, translations } = dependencies;
  const request = await findWaitingForAgreements(dependencies, broker, received);
  const session = await findSession(dependencies, broker, received);
  if (!session || session.userId !== request.userId) {
    throw new BridgeError('app_request_expired', { detail: 'the trader is not signed in any more' });
  }
  const { userId } = session;
  const { language } = parseScreenLook(received.query, broker, translations);
  return { request, userId, outstanding: await agreements.listOutstanding(broker, { id: userId }, language) };
}

/** @throws `app_request_expired` */
export async function findWaitingForAgreements(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<ReceivedRequest, 'query' | 'context'>,
): Promise<AppRequest> {
  const request = await findAppRequest(dependencies, broker, received, (waitsFor) => waitsFor === 'agreements');
  if (!request) throw new BridgeError('app_request_expired', { detail: 'the address names none' });
  return request;
}
