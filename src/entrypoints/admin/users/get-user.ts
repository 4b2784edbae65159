import type { Broker } from '../../../domain/brokers/broker.ts';
import type { User } from '../../../domain/users/user.ts';
import type { Users } from '../../../domain/users/users.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';

/** One who is disabled too. @throws `user_unknown` */
export async function getUser(users: Pick<Users, 'findAnyById'>, broker: Broker, userId: unknown): Promise<User> {
  const user = await users.findAnyById(broker.brokerName, String(userId));
  if (!user) throw new BridgeError('user_unknown');
  return user;
}
