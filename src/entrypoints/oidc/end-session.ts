import type { Broker } from '../../domain/brokers/broker.ts';
import type { OidcDependencies } from './oidc-dependencies.ts';
import { forEngine } from './store-outage.ts';

/** Ends what belongs to a session in both dialects, and at the platform; what may be used offline goes on. */
export async function endSession(
  { access, users }: Pick<OidcDependencies, 'access' | 'users'>,
  broker: Broker,
  { sessionId, userId }: { readonly sessionId: string; readonly userId: string },
): Promise<void> {
  const user = await forEngine(() => users.findAnyById(broker.brokerName, userId));
  await forEngine(() => access.endSession(broker, sessionId, { keepsOfflineAccess: true }));
  if (user && user.platformUserId !== null) await access.logOutOfPlatform(broker, user.platformUserId);
}
