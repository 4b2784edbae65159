import type { EndedSession } from '../app-logouts/app-logouts.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { dropGrant } from './app-artifacts.ts';
import { findSessionById, sessionKey } from './browser-session.ts';
import { accountGroup, sessionGroup, signInGroup, userGroup } from './session-groups.ts';
import type { SessionRecord } from './session-record.ts';
import { markSessionsEnded } from './sessions-ended.ts';
import { findSessionsOfUser } from './user-sessions.ts';

/** Ends everything of a user: what the platform holds, what apps hold, and what browsers know. Apps are told. */
export async function endAllSessions(
  dependencies: AccessDependencies,
  broker: Broker,
  user: { readonly userId: string; readonly platformUserId: number | null },
): Promise<void> {
  const { expiring, appLogouts } = dependencies;
  const { brokerName } = broker;
  // The mark first: what is made in between is refused by it, or dropped.
  await markSessionsEnded(dependencies, brokerName, user.userId);
  const sessions = await findSessionsOfUser(dependencies, brokerName, user.userId);
  await appLogouts.post(broker, sessions.flatMap(toEnded));
  if (user.platformUserId !== null) await expiring.dropGroup(brokerName, userGroup(user.platformUserId));
  await expiring.dropGroup(brokerName, accountGroup(user.userId));
}

/**
 * Ends one session, with everything that was issued in it, in either dialect. Apps are told.
 *
 * @param options.keepsOfflineAccess - Whether apps keep what they may use while nobody is there.
 * @param options.keepsPlatformTokens - Whether the platform keeps its tokens.
 */
export async function endSession(
  dependencies: AccessDependencies,
  broker: Broker,
  sessionId: string,
  { keepsOfflineAccess = false, keepsPlatformTokens = false }: EndSessionOptions = {},
): Promise<void> {
  const { expiring, appLogouts } = dependencies;
  const { brokerName } = broker;
  const session = await findSessionById(dependencies, brokerName, sessionId);
  if (session) await appLogouts.post(broker, toEnded(session));
  // What apps hold in it is worth nothing without it.
  await expiring.drop(sessionKey(brokerName, sessionId));
  if (!keepsOfflineAccess) await expiring.dropGroup(brokerName, signInGroup(sessionId));
  for (const { grantId, persistsLogout } of session ? appsOf(session) : []) {
    if (grantId === undefined || (keepsOfflineAccess && persistsLogout)) continue;
    await dropGrant(expiring, brokerName, grantId);
  }
  // Last, for the access token is in it that names the session when a log-out that failed is repeated.
  if (!keepsPlatformTokens) await expiring.dropGroup(brokerName, sessionGroup(sessionId));
}

export interface EndSessionOptions {
  readonly keepsOfflineAccess?: boolean;
  readonly keepsPlatformTokens?: boolean;
}

interface ParticipatingApp {
  readonly clientId: string;
  readonly sid?: string;
  readonly grantId?: string;
  /** Whether it may act while nobody is there. */
  readonly persistsLogout?: boolean;
}

/** The provider notes them so, by client. */
export function appsOf({ provider }: SessionRecord): ParticipatingApp[] {
  const authorizations = (provider?.authorizations ?? {}) as Record<string, Omit<ParticipatingApp, 'clientId'>>;
  return Object.entries(authorizations).map(([clientId, app]) => ({ clientId, ...app }));
}

function toEnded(session: SessionRecord): EndedSession[] {
  const { userId, provider } = session;
  const issuer = provider?.issuer;
  if (userId === null || typeof issuer !== 'string') return [];
  const apps = appsOf(session).flatMap(({ clientId, sid }) => (sid === undefined ? [] : [{ clientId, sid }]));
  return apps.length === 0 ? [] : [{ issuer, userId, apps }];
}
