import type { Broker } from '../../domain/brokers/broker.ts';
import type { LinkedUser, User } from '../../domain/users/user.ts';
import type { Users } from '../../domain/users/users.ts';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';

/** What having the platform know a user can meet. */
export const LINK_ERRORS = [
  'user_unknown',
  'platform_unavailable',
  'platform_refused',
  'platform_email_taken',
] as const satisfies readonly ErrorCode[];

/** @throws `user_unknown` also for a user of another white label */
export async function getUser(users: Users, { brokerName }: Broker, userId: unknown): Promise<User> {
  const user = await users.findAnyById(brokerName, String(userId));
  if (!user) throw new BridgeError('user_unknown');
  return user;
}

/**
 * @returns The user, whom the platform knows from now on.
 * @throws One of `LINK_ERRORS`; `user_unknown` also for one who is disabled
 */
export async function getLinkedUser(users: Users, broker: Broker, userId: unknown): Promise<LinkedUser> {
  const user = await getUser(users, broker, userId);
  if (user.disabledAtMs !== null) throw new BridgeError('user_unknown', { detail: 'the user is disabled' });
  return users.ensurePlatformUser(broker, user);
}
