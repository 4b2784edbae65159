import type { Session } from '../../domain/access/session.ts';
import type { RouteReply } from '../../http/route.ts';

/** A session in the vendor's words. */
export function sessionReply({ platformUserId, accessToken, inappToken }: Session): RouteReply {
  return { kind: 'json', body: { accessToken, userId: platformUserId, inappToken } };
}
