import type { RouteReply } from '../../http/route.ts';

export function getHealthz(): RouteReply {
  return { kind: 'json', body: { status: 'ok' } };
}
