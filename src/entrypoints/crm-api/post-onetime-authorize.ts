import type { Access } from '../../domain/access/access.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';
import { sessionReply } from './session-reply.ts';

/** Call 4.2. */
export function postOnetimeAuthorize(access: Access) {
  return async ({ caller, body }: RouteCall<CrmApiCaller>): Promise<RouteReply> =>
    sessionReply(await access.redeemOneTimeToken(caller.broker, String(body.code)));
}
