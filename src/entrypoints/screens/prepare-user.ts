import type { Broker } from '../../domain/brokers/broker.ts';
import type { LinkedUser, User } from '../../domain/users/user.ts';
import type { ScreensDependencies } from './screens-dependencies.ts';

/**
 * Finishes what the platform still lacks of a user who signs in. Who has agreements to sign gets no account before.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function prepareUser(
  { users, agreements, trading }: ScreensDependencies,
  broker: Broker,
  user: User,
): Promise<LinkedUser> {
  const linked = await users.ensurePlatformUser(broker, user);
  await agreements.report(broker, linked);
  await trading.ensureFirstAccount(broker, linked, !(await agreements.hasOutstanding(broker, linked.id)));
  return linked;
}
