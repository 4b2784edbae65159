import type { User } from './user.ts';

/** What every user who is made now has. */
export function firstVersion(
  nowMs: number,
): Pick<User, 'disabledAtMs' | 'sessionsEndedAtMs' | 'revision' | 'createdAtMs' | 'updatedAtMs'> {
  return { disabledAtMs: null, sessionsEndedAtMs: null, revision: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
}
