import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { findSessionById } from './browser-session.ts';
import { accountGroup } from './session-groups.ts';
import type { SessionRecord } from './session-record.ts';

/** No session is longer than a part of time; so the list of one part and that of the part before name all. */
const PART_MS = 12 * 3_600_000;
const LISTED_FOR_MS = 3 * PART_MS;
const MOST_SESSIONS = 50;
const TRIES = 20;

/** Notes that the user has this session in which apps may take part, so that all of them can be told of its end. */
export async function listSession(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
  sessionId: string,
): Promise<void> {
  const { expiring, clock, log } = dependencies;
  const key = keyOf(brokerName, userId, partOf(clock.nowMs()));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await expiring.get(key);
    const listed = found?.state === 'live' ? (JSON.parse(found.value) as string[]) : [];
    if (listed.includes(sessionId)) return;
    const value = JSON.stringify([sessionId, ...listed].slice(0, MOST_SESSIONS));
    const options = { validForMs: LISTED_FOR_MS, groups: [accountGroup(userId)] };
    if (found?.state !== 'live') {
      if (await expiring.putIfAbsent(key, value, options)) return;
    } else if (await expiring.compareAndSet(key, found.version, value)) return;
  }
  log.warn({ broker: brokerName, userId }, 'a session was not listed; apps may not be told of its end');
}

/** @returns The sessions of a user that are alive. */
export async function findSessionsOfUser(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
): Promise<SessionRecord[]> {
  const { expiring, clock } = dependencies;
  const part = partOf(clock.nowMs());
  const lists = await Promise.all([part, part - 1].map((one) => expiring.get(keyOf(brokerName, userId, one))));
  const ids = lists.flatMap((found) => (found?.state === 'live' ? (JSON.parse(found.value) as string[]) : []));
  const sessions = await Promise.all([...new Set(ids)].map((id) => findSessionById(dependencies, brokerName, id)));
  return sessions.filter((session) => session !== undefined).filter((session) => session.userId === userId);
}

function partOf(nowMs: number): number {
  return Math.floor(nowMs / PART_MS);
}

function keyOf(brokerName: string, userId: string, part: number): ExpiringKey {
  return { partition: brokerName, kind: 'user-sessions', id: `${userId}/${part}` };
}
