import type { Broker } from '../../domain/brokers/broker.ts';
import type { User } from '../../domain/users/user.ts';
import type { Users } from '../../domain/users/users.ts';
import { forEngine } from './store-outage.ts';

interface Looked {
  readonly userId: string;
  readonly user: Promise<User | undefined>;
}

const looked = new WeakMap<object, Looked>();

/**
 * Looks a trader up, once for each request; so that it can be done before something is spent, and a store that is away
 * costs nothing.
 *
 * @param request - During which it is remembered.
 */
export function findTrader(
  users: Pick<Users, 'findById'>,
  { brokerName }: Broker,
  userId: string,
  request: object | undefined,
): Promise<User | undefined> {
  const known = request && looked.get(request);
  if (known?.userId === userId) return known.user;
  const user = forEngine(() => users.findById(brokerName, userId));
  if (request) looked.set(request, { userId, user });
  return user;
}
