import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';

/** Longer than any page stays open, for a page's own ticket cannot be dropped from the store. */
const REMEMBERED_MS = 3_600_000;

/** Notes that everything of the user ended now. */
export async function markSessionsEnded(
  { expiring, clock }: AccessDependencies,
  brokerName: string,
  userId: string,
): Promise<void> {
  await expiring.put(keyOf(brokerName, userId), String(clock.nowMs()), { validForMs: REMEMBERED_MS });
}

/**
 * Of a user who is disabled they always have.
 *
 * @param sinceMs - Milliseconds since the Unix epoch; no further back than an hour.
 */
export async function haveSessionsEnded(
  { expiring, users }: AccessDependencies,
  brokerName: string,
  userId: string,
  sinceMs: number,
): Promise<boolean> {
  const mark = await expiring.get(keyOf(brokerName, userId));
  if (mark?.state === 'live' && sinceMs < Number(mark.value)) return true;
  const user = await users.findAnyById(brokerName, userId);
  return user !== undefined && (user.disabledAtMs !== null || isEnded(user, sinceMs));
}

function keyOf(brokerName: string, userId: string): ExpiringKey {
  return { partition: brokerName, kind: 'sessions-ended', id: userId };
}
