import type { Access } from '../../domain/access/access.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';
import { sessionReply } from './session-reply.ts';

/** Call 4.3. */
export function postAuthorize(access: Access) {
  return async ({ caller, body }: RouteCall<CrmApiCaller>): Promise<RouteReply> =>
    sessionReply(await access.verifyAccessToken(caller.broker, String(body.accessToken)));
}
