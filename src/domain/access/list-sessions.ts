import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { appsOf, endSession } from './end-sessions.ts';
import { isEnded } from './is-ended.ts';
import type { ListedSession, SessionHolder } from './listed-session.ts';
import { findAccessTokens } from './platform-sessions.ts';
import type { SessionEntry } from './session-entry.ts';
import type { SessionRecord } from './session-record.ts';
import { findBrowsersOfUser } from './user-sessions.ts';

/** @returns The latest sign-in first; those of one moment by their ids. */
export async function listSessions(
  dependencies: AccessDependencies,
  broker: Broker,
  user: Pick<User, 'id' | 'platformUserId' | 'disabledAtMs' | 'sessionsEndedAtMs'>,
): Promise<ListedSession[]> {
  if (user.disabledAtMs !== null) return [];
  const [records, tokens] = await Promise.all([
    findBrowsersOfUser(dependencies, broker.brokerName, user.id),
    user.platformUserId === null ? [] : findAccessTokens(dependencies, broker, user.platformUserId),
  ]);
  const browsers = records.filter(({ signedInAt }) => !isEnded(user, signedInAt * 1000));
  const held = tokens.filter(({ issuedAtMs }) => !isEnded(user, issuedAtMs));
  const ids = new Set([...browsers, ...held].map(({ sessionId }) => sessionId));
  const sessions = [...ids].map((id) =>
    toListed(
      id,
      browsers.find(({ sessionId }) => sessionId === id),
      held.filter(({ sessionId }) => sessionId === id),
    ),
  );
  return sessions.sort((left, right) => right.signedInAtMs - left.signedInAtMs || (left.id < right.id ? -1 : 1));
}

/**
 * Ends a session with what hangs on it, as a log-out does. Apps are told.
 *
 * @throws `session_unknown` for one that has ended, or is another user's
 */
export async function endListedSession(
  dependencies: AccessDependencies,
  broker: Broker,
  user: Pick<User, 'id' | 'platformUserId' | 'disabledAtMs' | 'sessionsEndedAtMs'>,
  sessionId: string,
): Promise<void> {
  const sessions = await listSessions(dependencies, broker, user);
  if (!sessions.some(({ id }) => id === sessionId)) throw new BridgeError('session_unknown');
  await endSession(dependencies, broker, sessionId);
}

function toListed(id: string, browser: SessionRecord | undefined, tokens: readonly SessionEntry[]): ListedSession {
  const clientIds = browser ? appsOf(browser).map(({ clientId }) => clientId) : [];
  const holders: SessionHolder[] = [];
  if (browser) holders.push('browser');
  if (tokens.length > 0) holders.push('platform');
  if (clientIds.length > 0) holders.push('app');
  const issuedAtMs = Math.max(0, ...tokens.map((token) => token.issuedAtMs ?? 0));
  return {
    id,
    holders,
    signedInAtMs: browser ? browser.signedInAt * 1000 : issuedAtMs,
    method: browser?.method ?? null,
    address: browser?.address ?? null,
    clientIds,
  };
}
