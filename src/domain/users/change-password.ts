import type { Broker } from '../brokers/broker.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** Whoever may change the password is nobody who guesses it: the address becomes known, and its failures are forgotten. */
export async function changePassword(
  { store, hasher, clock }: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  user: User,
  newPassword: string,
  address: string,
): Promise<User> {
  const passwordHash = await hasher.hash(newPassword);
  await store.replacePasswordHash(broker.brokerName, user.id, passwordHash, clock.nowMs());
  await guard.remember({ broker, email: user.email, address });
  return { ...user, passwordHash };
}
