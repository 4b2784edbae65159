import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { findSessionById } from './browser-session.ts';
import { addToList, readLists } from './kept-list.ts';
import { accountGroup } from './session-groups.ts';
import type { SessionRecord } from './session-record.ts';

/** No session is longer than a part of time; so the list of one part and that of the part before name all. */
const PART_MS = 12 * 3_600_000;
const LISTED_FOR_MS = 3 * PART_MS;

/** Kept apart, so that many a browser pushes none off the list by which apps are told. */
type SessionList = 'user-sessions' | 'user-browsers';

/** Notes that the user has this session in which apps may take part, so that all of them can be told of its end. */
export async function listSession(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
  sessionId: string,
): Promise<void> {
  if (await addSession(dependencies, 'user-sessions', brokerName, { userId, sessionId })) return;
  dependencies.log.warn({ broker: brokerName, userId }, 'a session was not listed; apps may not be told of its end');
}

/** Notes that a browser is signed in, for staff to see. */
export async function listBrowser(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
  sessionId: string,
): Promise<void> {
  if (await addSession(dependencies, 'user-browsers', brokerName, { userId, sessionId })) return;
  dependencies.log.warn({ broker: brokerName, userId }, 'a session was not listed; staff does not see it');
}

/** @returns The sessions of a user that are alive and in which apps may take part. */
export function findSessionsOfUser(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
): Promise<SessionRecord[]> {
  return findListed(dependencies, brokerName, userId, ['user-sessions']);
}

/** @returns All of them. */
export function findBrowsersOfUser(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
): Promise<SessionRecord[]> {
  return findListed(dependencies, brokerName, userId, ['user-sessions', 'user-browsers']);
}

function addSession(
  { expiring, clock }: AccessDependencies,
  list: SessionList,
  brokerName: string,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<boolean> {
  const options = { validForMs: LISTED_FOR_MS, groups: [accountGroup(userId)] };
  return addToList(expiring, keyOf(list, brokerName, userId, partOf(clock.nowMs())), sessionId, options);
}

async function findListed(
  dependencies: AccessDependencies,
  brokerName: string,
  userId: string,
  lists: readonly SessionList[],
): Promise<SessionRecord[]> {
  const { expiring, clock } = dependencies;
  const part = partOf(clock.nowMs());
  const keys = lists.flatMap((list) => [part, part - 1].map((one) => keyOf(list, brokerName, userId, one)));
  const ids = await readLists(expiring, keys);
  const sessions = await Promise.all(ids.map((id) => findSessionById(dependencies, brokerName, id)));
  return sessions.filter((session) => session !== undefined).filter((session) => session.userId === userId);
}

function partOf(nowMs: number): number {
  return Math.floor(nowMs / PART_MS);
}

function keyOf(list: SessionList, brokerName: string, userId: string, part: number): ExpiringKey {
  return { partition: brokerName, kind: list, id: `${userId}/${part}` };
}
