import type { RouteReply } from '../../http/route.ts';
import type { OpsDependencies } from './ops-dependencies.ts';

/** 503 tells a load balancer to send traffic elsewhere. */
export function getReadyz({ checkStores, isStarted, isStopping }: OpsDependencies) {
  return async (): Promise<RouteReply> => {
    const stores = await checkStores();
    const ready = stores.records && stores.expiring && isStarted() && !isStopping();
    return {
      kind: 'json',
      status: ready ? 200 : 503,
      body: { status: ready ? 'ready' : 'not ready', stopping: isStopping(), stores },
    };
  };
}
