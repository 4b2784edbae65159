import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { isEnded } from './is-ended.ts';
import { accountGroup, sessionGroup, userGroup } from './session-groups.ts';
import type { SessionRecord } from './session-record.ts';

/** A browser in which a trader is signed in; known by a cookie, to our screens and to the white label's issuer alike. */
export interface BrowserSession {
  /** Names the session where its cookie must not be known. What is issued in the session ends with it. */
  readonly sessionId: string;
  readonly userId: string;
  readonly platformUserId: number;
}

const HALF_A_DAY_SECONDS = 12 * 3600;
/** Where the platform says who somebody is, nothing of ours is to last. */
const HAND_OFF_SECONDS = 15 * 60;
/** Where nobody is signed in it holds no more than what a form needs. */
const NOBODYS_SECONDS = 10 * 60;

/** @param token - That the browser has to have come with, if it matters. */
export async function findBrowserSession(
  dependencies: AccessDependencies,
  { brokerName }: Broker,
  id: string,
  token: string | undefined,
): Promise<BrowserSession | undefined> {
  const record = await findSession(dependencies, brokerName, id);
  if (!record || record.platformUserId === null || record.userId === null) return undefined;
  if (token !== undefined && hashToken(token) !== record.tokenHash) return undefined;
  const { sessionId, userId, platformUserId } = record;
  return { sessionId, userId, platformUserId };
}

/** Never longer than the white label lets a trader stay logged in. */
export function sessionLifetimeSeconds({ platform, tokens }: Broker, userId: string | null): number {
  if (userId === null) return NOBODYS_SECONDS;
  if (platform.identity === 'handoff') return HAND_OFF_SECONDS;
  return Math.min(HALF_A_DAY_SECONDS, tokens.accessTokenTtlSeconds ?? HALF_A_DAY_SECONDS);
}

/** The cookie leads to the session, and the session's own id to all of it: tokens know the session by that alone. */
export async function writeSession(
  dependencies: AccessDependencies,
  brokerName: string,
  id: string,
  record: SessionRecord,
  lifetimeSeconds: number,
): Promise<void> {
  const options = { validForMs: lifetimeSeconds * 1000, groups: groupsOf(record) };
  await dependencies.expiring.put(sessionKey(brokerName, record.sessionId), JSON.stringify(record), options);
  await writeCookie(dependencies, brokerName, id, record, lifetimeSeconds);
}

/** Lets a cookie lead to a session that is there. */
export async function writeCookie(
  { expiring }: AccessDependencies,
  brokerName: string,
  id: string,
  record: SessionRecord,
  lifetimeSeconds: number,
): Promise<void> {
  const options = { validForMs: lifetimeSeconds * 1000, groups: groupsOf(record) };
  await expiring.put(cookieKey(brokerName, id), record.sessionId, options);
}

export async function dropCookie({ expiring }: AccessDependencies, brokerName: string, id: string): Promise<void> {
  await expiring.drop(cookieKey(brokerName, id));
}

/** The session that a cookie leads to; to none where the user is disabled, or was since then. */
export async function findSession(
  dependencies: AccessDependencies,
  brokerName: string,
  id: string,
): Promise<SessionRecord | undefined> {
  const found = await dependencies.expiring.get(cookieKey(brokerName, id));
  const record = found?.state === 'live' ? await findSessionById(dependencies, brokerName, found.value) : undefined;
  if (!record || record.userId === null) return record;
  const user = await dependencies.users.findAnyById(brokerName, record.userId);
  const isOver = user && (user.disabledAtMs !== null || isEnded(user, record.signedInAt * 1000));
  return isOver ? undefined : record;
}

export async function findSessionById(
  { brokers, expiring }: AccessDependencies,
  brokerName: string,
  sessionId: string,
): Promise<SessionRecord | undefined> {
  const found = await expiring.get(sessionKey(brokerName, sessionId));
  if (found?.state !== 'live') return undefined;
  const record = JSON.parse(found.value) as SessionRecord;
  const broker = brokers.find(brokerName);
  return broker && isEnded(broker, record.signedInAt * 1000) ? undefined : record;
}

function groupsOf({ sessionId, platformUserId, userId }: SessionRecord): string[] {
  const groups = [sessionGroup(sessionId)];
  if (platformUserId !== null) groups.push(userGroup(platformUserId));
  if (userId !== null) groups.push(accountGroup(userId));
  return groups;
}

function cookieKey(brokerName: string, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'browser-session', id: hashToken(id) };
}

export function sessionKey(brokerName: string, sessionId: string): ExpiringKey {
  return { partition: brokerName, kind: 'session', id: sessionId };
}
