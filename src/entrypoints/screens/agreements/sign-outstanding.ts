import { BridgeError } from '../../../errors/bridge-error.ts';
import type { RouteCall } from '../../../http/route.ts';
import type { ScreenCaller } from '../authenticate.ts';
import { parseScreenLook } from '../page/screen-parameters.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { tickedIn } from './agreement-ticks.ts';

/**
 * Signs what is ticked in the form, which has to be all, and tells the platform. The first account, which had to wait for
 * it, is opened.
 */
export async function signOutstanding(
  { agreements, users, trading, translations }: ScreensDependencies,
  { caller, query, body, context }: RouteCall<ScreenCaller>,
  userId: string,
): Promise<void> {
  const { broker } = caller;
  const user = await users.findById(broker.brokerName, userId);
  if (!user) throw new BridgeError('page_expired', { detail: 'the user is gone' });
  const { language } = parseScreenLook(query, broker, translations);
  const userAgent = context.request.headers['user-agent'] ?? '';
  await agreements.sign(broker, { userId, language, ticked: tickedIn(body), address: context.address, userAgent });
  const { platformUserId } = user;
  if (platformUserId === null) return;
  const linked = { ...user, platformUserId };
  await agreements.report(broker, linked);
  // Where the platform knows the traders, it opens their accounts, too.
  if (broker.platform.identity === 'sso') await trading.ensureFirstAccount(broker, linked, true);
}
