import type { Access } from '../../../domain/access/access.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';

/**
 * On the screens and of apps for sure, and at the platform if that can be reached.
 *
 * @returns Whether the platform has done it; `null` where it does not know the user.
 */
export async function endEverywhere(access: Access, broker: Broker, user: User): Promise<boolean | null> {
  await access.endAllSessions(broker, user);
  return user.platformUserId === null ? null : access.logOutOfPlatform(broker, user.platformUserId);
}
