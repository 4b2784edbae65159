import type { AppRequest } from '../../../domain/access/app-requests.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import { readAppRequestCookie } from '../../../http/app-request-cookie.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { ScreenRequest } from '../page/screen-request.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

type Received = Pick<ReceivedRequest, 'query' | 'context'>;

/**
 * The app that waits for the trader, if the address names one.
 *
 * @param isHere - Whether what an app waits for is done on this page.
 * @returns `undefined` where the address names none.
 * @throws `app_request_expired` also for one that another browser came with
 */
export async function findAppRequest(
  { appRequests, publicUrl }: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
  isHere: (waitsFor: AppRequest['waitsFor']) => boolean,
): Promise<AppRequest | undefined> {
  const { appRequest: id } = query;
  if (id === undefined) return undefined;
  const proof = readAppRequestCookie(context.request.headers, publicUrl);
  const isId = typeof id === 'string' && /^[\w-]{1,128}$/.test(id);
  const request = isId ? await appRequests.find(broker, id, proof) : undefined;
  if (!request || !isHere(request.waitsFor)) throw new BridgeError('app_request_expired');
  return request;
}

/** On the page of log-in and sign-up. */
export function findSignInRequest(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Received,
): Promise<AppRequest | undefined> {
  return findAppRequest(dependencies, broker, received, (waitsFor) => waitsFor !== 'consent');
}

/**
 * For a page that says what went wrong, which may be the very search for the app.
 *
 * @returns `undefined` where the app cannot be found: a form could not lead back to it.
 */
export async function withAppRequest(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: ReceivedRequest,
): Promise<ScreenRequest | undefined> {
  try {
    return { ...received, appRequest: await findSignInRequest(dependencies, broker, received) };
  } catch (error) {
    if (isBridgeError(error)) return undefined;
    throw error;
  }
}
