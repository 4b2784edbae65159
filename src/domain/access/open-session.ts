import { newSecret, signText } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { SignInTicket } from './issue-one-time-token.ts';
import { listAccessToken } from './platform-sessions.ts';
import type { Session } from './session.ts';
import type { SessionEntry } from './session-entry.ts';
import { sessionGroup, userGroup } from './session-groups.ts';
import { derivedToken, newToken, REMEMBER_TOKEN_MS, tokenKey } from './token-format.ts';

export interface OpenedSession {
  readonly session: Session;
  /** Forgets its access token, when nobody is to have it after all; the rest of the session may be another's too. */
  close(): Promise<void>;
  /** Notes for staff that somebody has it. */
  list(): Promise<void>;
}

/** Makes the tokens of a new sign-in. */
export async function openSession(
  dependencies: AccessDependencies,
  broker: Broker,
  { platformUserId, keepMeLoggedIn, sessionId = newSecret(16) }: SignInTicket,
): Promise<OpenedSession> {
  if (!keepMeLoggedIn && !broker.tokens.inappTokens) {
    return { session: { platformUserId }, close: async () => {}, list: async () => {} };
  }
  const entry = { platformUserId, sessionId, issuedAtMs: dependencies.clock.nowMs() };
  const accessToken = keepMeLoggedIn ? await issueAccessToken(dependencies, broker, entry) : undefined;
  const inappToken = await issueInappToken(dependencies, broker, entry);
  return {
    session: {
      platformUserId,
      ...(accessToken === undefined ? {} : { accessToken }),
      ...(inappToken === undefined ? {} : { inappToken }),
    },
    async close() {
      if (accessToken !== undefined) await dependencies.expiring.drop(tokenKey('access-token', broker, accessToken));
    },
    async list() {
      if (accessToken !== undefined) await listAccessToken(dependencies, broker, entry, accessToken);
    },
  };
}

async function issueAccessToken({ expiring, telemetry }: AccessDependencies, broker: Broker, entry: SessionEntry) {
  const token = newToken('at', broker);
  const { accessTokenTtlSeconds } = broker.tokens;
  await expiring.put(tokenKey('access-token', broker, token), JSON.stringify(entry), {
    validForMs: accessTokenTtlSeconds === null ? null : accessTokenTtlSeconds * 1000,
    rememberForMs: REMEMBER_TOKEN_MS,
    groups: groupsOf(entry),
  });
  telemetry.tokenIssued('access', broker.brokerName);
  return token;
}

/** In how many parts the life of in-app tokens is cut; a session has a token of its own in each. */
const INAPP_PARTS = 4;

/**
 * The in-app token of a session. It stays the same for a while, however often it is asked for, so that a session has a
 * few of them at most; and it lives for its whole time from the last time that it was asked for.
 *
 * @returns `undefined` where the white label uses none.
 */
export async function issueInappToken(
  { expiring, keyRing, clock, telemetry }: AccessDependencies,
  broker: Broker,
  entry: SessionEntry,
): Promise<string | undefined> {
  if (!broker.tokens.inappTokens) return undefined;
  const validForMs = broker.tokens.inappTokenTtlSeconds * 1000;
  const part = Math.floor((clock.nowMs() * INAPP_PARTS) / validForMs);
  const key = keyRing.derive(`in-app-token/${broker.brokerName}`);
  if (!key) throw new Error('The key ring has no current key');
  const token = derivedToken('ia', broker, signText(key, `${entry.sessionId}/${part}`));
  await expiring.put(tokenKey('in-app-token', broker, token), JSON.stringify(entry), {
    validForMs,
    groups: groupsOf(entry),
  });
  telemetry.tokenIssued('in-app', broker.brokerName);
  return token;
}

function groupsOf({ platformUserId, sessionId }: SessionEntry): string[] {
  return [userGroup(platformUserId), sessionGroup(sessionId)];
}
