import { NO_FIELDS } from '../../http/no-fields.ts';
import type { Route } from '../../http/route.ts';
import { getHealthz } from './get-healthz.ts';
import { getMetrics } from './get-metrics.ts';
import { getReadyz } from './get-readyz.ts';
import type { OpsDependencies } from './ops-dependencies.ts';

const nothing = { query: NO_FIELDS, body: NO_FIELDS };

export function opsRoutes(dependencies: OpsDependencies): Route<null>[] {
  return [
    {
      method: 'GET',
      paths: ['/healthz'],
      summary: 'Whether the process is alive',
      security: { kind: 'open', because: 'a supervisor asks it, and it tells nothing' },
      body: 'none',
      request: nothing,
      response: { status: 200, contentType: 'application/json' },
      errors: [],
      handle: getHealthz,
    },
    {
      method: 'GET',
      paths: ['/readyz'],
      summary: 'Whether the process can serve: it has started, its stores answer and it is not stopping',
      security: { kind: 'open', because: 'a load balancer asks it, and it tells nothing' },
      body: 'none',
      request: nothing,
      response: { status: 200, contentType: 'application/json' },
      errors: [],
      handle: getReadyz(dependencies),
    },
    {
      method: 'GET',
      paths: ['/metrics'],
      summary: 'Metrics in the Prometheus text format',
      security: { kind: 'operator-token' },
      body: 'none',
      request: nothing,
      response: { status: 200, contentType: 'text/plain' },
      errors: ['not_permitted'],
      handle: getMetrics(dependencies),
    },
  ];
}
