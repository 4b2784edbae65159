import type { RouteReply } from '../../http/route.ts';
import type { OpsDependencies } from './ops-dependencies.ts';

export function getMetrics({ metrics }: OpsDependencies) {
  return async (): Promise<RouteReply> => ({
    kind: 'text',
    contentType: metrics.contentType,
    body: await metrics.render(),
  });
}
