import type { Broker } from '../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../domain/users/user.ts';
import type { RouteReply } from '../../http/route.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/**
 * Sends the browser to the white label's success URL, with a one-time token and nothing else. That URL comes from the
 * record, never from the request.
 */
export async function leadToSuccess(
  { access }: ScreensDependencies,
  broker: Broker,
  user: LinkedUser,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const token = await access.issueSignInToken(broker, user.platformUserId, keepMeLoggedIn);
  return { kind: 'redirect', location: withToken(broker.screens.successUrl, token), headers: {} };
}

/** The app recognises the URL by how it is written, so that a query it has stays as it is. */
function withToken(successUrl: string, token: string): string {
  const url = new URL(successUrl);
  url.search = url.search === '' ? `token=${token}` : `${url.search}&token=${token}`;
  return url.href;
}
