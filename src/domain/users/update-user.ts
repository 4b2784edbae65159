import type { Broker } from '../brokers/broker.ts';
import { changeUser, type UserChanging } from './change-user.ts';
import { checkProfile, type ProfileFields } from './check-profile.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** What is left out stays as it is; a name that is `null` is taken away. */
export type UserChange = ProfileFields;

/** @throws `user_unknown`, `parameter_invalid`, `precondition_failed`, `busy` */
export async function updateUser(
  dependencies: UsersDependencies,
  broker: Broker,
  changing: UserChanging,
  change: UserChange,
): Promise<User> {
  const profile = checkProfile(change);
  return changeUser(dependencies, broker, changing, () => profile);
}

/**
 * A user who is disabled is found by nothing that lets anybody in. One who is already stays so since then.
 *
 * @throws `user_unknown`, `precondition_failed`, `busy`
 */
export async function disableUser(
  dependencies: UsersDependencies,
  broker: Broker,
  changing: UserChanging,
): Promise<User> {
  const nowMs = dependencies.clock.nowMs();
  return changeUser(dependencies, broker, changing, ({ disabledAtMs }) => ({ disabledAtMs: disabledAtMs ?? nowMs }));
}

/** @throws `user_unknown`, `precondition_failed`, `busy` */
export async function enableUser(
  dependencies: UsersDependencies,
  broker: Broker,
  changing: UserChanging,
): Promise<User> {
  return changeUser(dependencies, broker, changing, () => ({ disabledAtMs: null }));
}
