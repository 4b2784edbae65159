import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import type { SignInMethod } from './app-requests.ts';
import { dropCookie, findSession, sessionLifetimeSeconds, writeSession } from './browser-session.ts';
import { endSession } from './end-sessions.ts';
import type { SessionRecord } from './session-record.ts';
import { listBrowser, listSession } from './user-sessions.ts';

export interface NewBrowserSession {
  readonly userId: string;
  readonly platformUserId: number;
  readonly method: SignInMethod;
  /** Where the browser is. */
  readonly address?: string;
  /** That the browser came with, if any. */
  readonly token?: string;
  /** The cookie that the browser had before, which is worth nothing from then on. */
  readonly replaces: string | undefined;
  /** Whether it outlives the closing of the browser; when left out, as before, and where there was none, it does. */
  readonly lasts?: boolean;
}

export interface OpenedBrowserSession {
  /** For the cookie; its hash is what is kept. */
  readonly id: string;
  readonly sessionId: string;
  readonly lifetimeSeconds: number;
  /** Whether it outlives the closing of the browser. */
  readonly lasts: boolean;
}

/**
 * A trader who signs in again in the same browser goes on with the session that is there, under a new cookie: apps and the
 * platform keep what they hold. Anybody else's session ends, and apps are told.
 */
export async function openBrowserSession(
  dependencies: AccessDependencies,
  broker: Broker,
  { userId, platformUserId, method, address, token, replaces, lasts }: NewBrowserSession,
): Promise<OpenedBrowserSession> {
  const { brokerName } = broker;
  const before = replaces === undefined ? undefined : await findSession(dependencies, brokerName, replaces);
  const own = before?.userId === userId ? before : undefined;
  const { transient: endsWithBrowser, ...provider } = own?.provider ?? {};
  const opened = {
    ...{ id: newSecret(), sessionId: own?.sessionId ?? newSecret(16) },
    ...{ lifetimeSeconds: sessionLifetimeSeconds(broker, userId), lasts: lasts ?? endsWithBrowser !== true },
  };
  const record: SessionRecord = {
    ...{ sessionId: opened.sessionId, platformUserId, userId, method },
    signedInAt: Math.floor(dependencies.clock.nowMs() / 1000),
    provider: opened.lasts ? provider : { ...provider, transient: true },
    ...(address === undefined ? {} : { address }),
    ...(token === undefined ? {} : { tokenHash: hashToken(token) }),
  };
  await writeSession(dependencies, brokerName, opened.id, record, opened.lifetimeSeconds);
  // It lives longer now than the list knows that names it.
  if (own) await listSession(dependencies, brokerName, userId, own.sessionId);
  await listBrowser(dependencies, brokerName, userId, opened.sessionId);
  if (replaces !== undefined) await dropCookie(dependencies, brokerName, replaces);
  if (before && !own) await leave(dependencies, broker, before.sessionId);
  return opened;
}

/** That trader logged out neither of the platform nor of what apps do while nobody is there. */
function leave(dependencies: AccessDependencies, broker: Broker, sessionId: string): Promise<void> {
  return endSession(dependencies, broker, sessionId, { keepsOfflineAccess: true, keepsPlatformTokens: true });
}
