import type { Broker } from '../../domain/brokers/broker.ts';
import type { User } from '../../domain/users/user.ts';
import type { RouteReply } from '../../http/route.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/**
 * Ends every sign-in and sign-up alike: finishes what the platform still lacks, then sends the browser to the white
 * label's success URL, with a one-time token and nothing else. That URL comes from the record, never from the request.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function completeSignIn(
  { users, trading, access }: ScreensDependencies,
  broker: Broker,
  user: User,
  keepMeLoggedIn: boolean,
): Promise<RouteReply> {
  const linked = await users.ensurePlatformUser(broker, user);
  await trading.ensureFirstAccount(broker, linked);
  const token = await access.issueSignInToken(broker, linked.platformUserId, keepMeLoggedIn);
  return { kind: 'redirect', location: withToken(broker.screens.successUrl, token), headers: {} };
}

/** The app recognises the URL by how it is written, so that a query it has stays as it is. */
function withToken(successUrl: string, token: string): string {
  const url = new URL(successUrl);
  url.search = url.search === '' ? `token=${token}` : `${url.search}&token=${token}`;
  return url.href;
}
