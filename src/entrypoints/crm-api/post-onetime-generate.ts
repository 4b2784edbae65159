import type { Access } from '../../domain/access/access.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';

/** Call 4.4. */
export function postOnetimeGenerate(access: Access) {
  return async ({ caller, query, body }: RouteCall<CrmApiCaller>): Promise<RouteReply> => {
    const inappToken = query.inappToken === undefined ? undefined : String(query.inappToken);
    const token = await access.generateInappOneTimeToken(caller.broker, Number(body.userId), inappToken);
    return { kind: 'json', body: { token } };
  };
}
