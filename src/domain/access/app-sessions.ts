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
import type { KnownSession, SessionRecord } from './session-record.ts';
import { listSession } from './user-sessions.ts';

/** The sessions of browsers, as the OpenID provider sees them. */
export interface AppSessions {
  /** @param id - The cookie. */
  find(broker: Broker, id: string): Promise<SessionRecord | undefined>;
  findBySessionId(broker: Broker, sessionId: string): Promise<SessionRecord | undefined>;
  /**
   * Keeps a session under a cookie.
   *
   * @param known - As it was found before, if it was; one that has ended meanwhile then stays ended.
   */
  save(broker: Broker, id: string, session: SavedSession, known: KnownSession | undefined): Promise<void>;
  /** Makes a cookie worth nothing; its session may go on under another. */
  dropCookie(broker: Broker, id: string): Promise<void>;
  /** How long a session may last from its sign-in. @param userId - `null` where nobody is signed in. */
  lifetimeSeconds(broker: Broker, userId?: string | null): number;
}

/** Of a trader who is not signed in, `userId` is `null`. */
export type SavedSession = Pick<SessionRecord, 'sessionId' | 'userId' | 'signedInAt' | 'method' | 'provider'>;

const TRIES = 20;

export function createAppSessions(dependencies: AccessDependencies): AppSessions {
  const { users, clock, log } = dependencies;

  async function open(broker: Broker, id: string, session: SavedSession): Promise<void> {
    const { brokerName } = broker;
    const { userId, sessionId } = session;
    const user = userId === null ? undefined : await users.findById(brokerName, userId);
    const record = { ...session, platformUserId: user?.platformUserId ?? null };
    await writeSession(dependencies, brokerName, id, record, remainingSeconds(broker, session));
    if (userId !== null) await listSession(dependencies, brokerName, userId, sessionId);
  }

  /** Two requests in one browser both note what they did. */
  async function change(broker: Broker, id: string, session: SavedSession, known: KnownSession): Promise<void> {
    const { brokerName } = broker;
    const key = sessionKey(brokerName, session.sessionId);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const found = await dependencies.expiring.get(key);
      if (found?.state !== 'live') return;
      const before = JSON.parse(found.value) as SessionRecord;
      if (before.userId !== session.userId) return open(broker, id, session);
      const record = changed(before, session, known.record);
      if (!(await dependencies.expiring.compareAndSet(key, found.version, JSON.stringify(record)))) continue;
      // One that was there is, or the browser has another meanwhile and it must not come back.
      if (id !== known.id) await writeCookie(dependencies, brokerName, id, record, remainingSeconds(broker, record));
      if (session.userId !== null) await listSession(dependencies, brokerName, session.userId, session.sessionId);
      return;
    }
    log.warn({ broker: brokerName, userId: session.userId }, 'what a request did to a session was not kept');
  }

  function remainingSeconds(broker: Broker, { signedInAt, userId }: SavedSession): number {
    const ageSeconds = Math.floor(clock.nowMs() / 1000) - signedInAt;
    return Math.max(1, sessionLifetimeSeconds(broker, userId) - Math.max(0, ageSeconds));
  }

  return {
    find: ({ brokerName }, id) => findSession(dependencies, brokerName, id),
    findBySessionId: ({ brokerName }, sessionId) => findSessionById(dependencies, brokerName, sessionId),
    save: (broker, id, session, known) => (known ? change(broker, id, session, known) : open(broker, id, session)),
    dropCookie: ({ brokerName }, id) => dropCookie(dependencies, brokerName, id),
    lifetimeSeconds: (broker, userId = '') => sessionLifetimeSeconds(broker, userId),
  };
}

/** What this request did to the session, over what others did to it meanwhile. */
function changed(before: SessionRecord, session: SavedSession, known: SessionRecord): SessionRecord {
  const hasSignedIn = session.signedInAt !== known.signedInAt || session.method !== known.method;
  const latest = hasSignedIn ? { ...before, ...session } : before;
  const [was, now] = [appsIn(known), appsIn(session)];
  const others = Object.entries(appsIn(before)).filter(([clientId]) => !(clientId in was) || clientId in now);
  const authorizations = { ...Object.fromEntries(others), ...now };
  const { transient } = latest.provider ?? {};
  return { ...latest, provider: { ...session.provider, transient, authorizations } };
}

/** By client. */
function appsIn({ provider }: Pick<SessionRecord, 'provider'>): Readonly<Record<string, unknown>> {
  return (provider?.authorizations ?? {}) as Record<string, unknown>;
}
