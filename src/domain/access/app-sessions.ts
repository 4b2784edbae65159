import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import {
  dropCookie,
  findSession,
  findSessionById,
  sessionKey,
  sessionLifetimeSeconds,
  writeCookie,
  writeSession,
} from './browser-session.ts';
import type { SessionRecord } from './session-record.ts';
import { listSession } from './user-sessions.ts';

/** The sessions of browsers, as the OpenID provider sees them. */
export interface AppSessions {
  /** @param id - The cookie. */
  find(broker: Broker, id: string): Promise<SessionRecord | undefined>;
  findBySessionId(broker: Broker, sessionId: string): Promise<SessionRecord | undefined>;
  /**
   * Keeps a session under a cookie.
   *
   * @param isKnown - Whether the session was there before; one that has ended meanwhile then stays ended.
   */
  save(broker: Broker, id: string, session: SavedSession, isKnown: boolean): Promise<void>;
  /** Makes a cookie worth nothing; its session may go on under another. */
  dropCookie(broker: Broker, id: string): Promise<void>;
  /** How long a session may last from its sign-in. */
  lifetimeSeconds(broker: Broker): number;
}

/** Of a trader who is not signed in, `userId` is `null`. */
export type SavedSession = Pick<SessionRecord, 'sessionId' | 'userId' | 'signedInAt' | 'method' | 'provider'>;

const TRIES = 20;

export function createAppSessions(dependencies: AccessDependencies): AppSessions {
  const { users, clock } = dependencies;

  async function open(broker: Broker, id: string, session: SavedSession): Promise<void> {
    const { brokerName } = broker;
    const { userId, sessionId } = session;
    const user = userId === null ? undefined : await users.findById(brokerName, userId);
    const record = { ...session, platformUserId: user?.platformUserId ?? null };
    await writeSession(dependencies, brokerName, id, record, remainingSeconds(broker, session));
    if (userId !== null) await listSession(dependencies, brokerName, userId, sessionId);
  }

  /** Two requests in one browser both note what they did. */
  async function change(broker: Broker, id: string, session: SavedSession): Promise<void> {
    const { brokerName } = broker;
    const key = sessionKey(brokerName, session.sessionId);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const found = await dependencies.expiring.get(key);
      if (found?.state !== 'live') return;
      const before = JSON.parse(found.value) as SessionRecord;
      if (before.userId !== session.userId) return open(broker, id, session);
      const record = { ...before, ...session };
      if (!(await dependencies.expiring.compareAndSet(key, found.version, JSON.stringify(record)))) continue;
      await writeCookie(dependencies, brokerName, id, record, remainingSeconds(broker, session));
      if (session.userId !== null) await listSession(dependencies, brokerName, session.userId, session.sessionId);
      return;
    }
  }

  function remainingSeconds(broker: Broker, { signedInAt }: SavedSession): number {
    const ageSeconds = Math.floor(clock.nowMs() / 1000) - signedInAt;
    return Math.max(1, sessionLifetimeSeconds(broker) - Math.max(0, ageSeconds));
  }

  return {
    find: ({ brokerName }, id) => findSession(dependencies, brokerName, id),
    findBySessionId: ({ brokerName }, sessionId) => findSessionById(dependencies, brokerName, sessionId),
    save: (broker, id, session, isKnown) => (isKnown ? change : open)(broker, id, session),
    dropCookie: ({ brokerName }, id) => dropCookie(dependencies, brokerName, id),
    lifetimeSeconds: sessionLifetimeSeconds,
  };
}
