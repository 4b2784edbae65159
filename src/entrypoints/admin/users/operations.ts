import type { AdminDependencies } from '../admin-dependencies.ts';
import { type UserReading, userReads } from './read-operations.ts';
import { type SessionEnding, sessionEnds } from './session-operations.ts';
import { type UserSwitching, userSwitches } from './switch-operations.ts';

export interface UserOperations extends UserReading, UserSwitching, SessionEnding {}

/** Traders: found, looked at, disabled and enabled, signed out, helped to another password. */
export function userOperations(dependencies: AdminDependencies): UserOperations {
  return { ...userReads(dependencies), ...userSwitches(dependencies), ...sessionEnds(dependencies) };
}
