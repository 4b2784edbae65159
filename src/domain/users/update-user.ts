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
 * A user who is disabled is found by nothing that lets anybody in. One who is already stays so since then. What was issued
 * before ends with the same write: nobody may come before whoever drops it, and then have it back once the user is enabled.
 *
 * @throws `user_unknown`, `precondition_failed`, `busy`
 */
export async function disableUser(
  dependencies: UsersDependencies,
  broker: Broker,
  changing: UserChanging,
): Promise<User> {
  const nowMs = dependencies.clock.nowMs();
  return changeUser(dependencies, broker, changing, ({ disabledAtMs }) =>
    disabledAtMs === null ? { disabledAtMs: nowMs, sessionsEndedAtMs: nowMs } : {},
  );
}

/**
 * What was issued while the user was disabled, to who had been let in just before, ends too.
 *
 * @throws `user_unknown`, `precondition_failed`, `busy`
 */
export async function enableUser(
  dependencies: UsersDependencies,
  broker: Broker,
  changing: UserChanging,
): Promise<User> {
  const endedAtMs = endOfSecondBefore(dependencies.clock.nowMs());
  return changeUser(dependencies, broker, changing, ({ disabledAtMs, sessionsEndedAtMs }) =>
    disabledAtMs === null
      ? {}
      : { disabledAtMs: null, sessionsEndedAtMs: Math.max(endedAtMs, sessionsEndedAtMs ?? disabledAtMs) },
  );
}

/** Some of what is issued says its second alone; what is issued from now on is to be good. */
function endOfSecondBefore(nowMs: number): number {
  return Math.floor(nowMs / 1000) * 1000 - 1;
}
