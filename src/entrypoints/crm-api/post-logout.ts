import type { Access } from '../../domain/access/access.ts';
import type { RouteCall, RouteReply } from '../../http/route.ts';
import type { CrmApiCaller } from './authenticate.ts';

/** Call 4.5. */
export function postLogout(access: Access) {
  return async ({ caller, query }: RouteCall<CrmApiCaller>): Promise<RouteReply> => {
    const accessToken = query.accessToken === undefined ? undefined : String(query.accessToken);
    await access.logOut(caller.broker, Number(query.userId), accessToken);
    return { kind: 'empty' };
  };
}
