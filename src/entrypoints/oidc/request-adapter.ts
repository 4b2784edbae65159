import { type Adapter, Provider } from 'oidc-provider';
import type { Access } from '../../domain/access/access.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import { forEngine } from './store-outage.ts';

/**
 * A request that the trader has answered signs them in when their browser comes back with it, which may be an hour later.
 * What ended everything of the trader since then ended the answer; it may have been written in the same moment.
 *
 * @param issuerUrl - Where it was begun, it goes on; the screens see the requests of every door.
 */
export function createRequestAdapter(requests: Adapter, access: Access, broker: Broker, issuerUrl: string): Adapter {
  return {
    ...requests,
    async find(id) {
      const request = await requests.find(id);
      const isElsewhere = Provider.ctx !== undefined && !request?.returnTo?.startsWith(`${issuerUrl}/`);
      if (!request || isElsewhere) return undefined;
      const login = request.result?.login;
      if (login === undefined) return request;
      const { accountId, answeredAtMs } = login;
      const hasEnded = await forEngine(() => access.haveSessionsEnded(broker, accountId, Number(answeredAtMs ?? 0)));
      return hasEnded ? undefined : request;
    },
  };
}
