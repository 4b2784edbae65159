import type { Access } from '../../../domain/access/access.ts';
import type { Broker } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import { partitionedCookie, readCookie } from '../../../http/cookies.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { tokenIn } from './redeem-visit.ts';

/** A browser that is known for a trader. */
export type BrowserSession = NonNullable<Awaited<ReturnType<Access['findBrowserSession']>>>;

type Received = Pick<ReceivedRequest, 'query' | 'context'>;

/** @returns A cookie that makes the browser known, under a new id. */
export async function openSessionCookie(
  { access }: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
  { id: userId, platformUserId }: LinkedUser,
): Promise<string> {
  const name = nameOf(broker);
  const replaces = readCookie(context.request.headers, name);
  const { id, lifetimeSeconds, lasts } = await access.openBrowserSession(broker, {
    ...{ userId, platformUserId, method: 'one-time-token', token: tokenIn(query), replaces },
    address: context.address,
  });
  return partitionedCookie(name, id, lasts ? lifetimeSeconds : undefined);
}

/**
 * Makes the browser of a trader who has proved the password known, under a new id.
 *
 * @param lasts - Whether it outlives the closing of the browser.
 */
export async function openSignInCookie(
  { access }: ScreensDependencies,
  broker: Broker,
  { context }: Pick<Received, 'context'>,
  { id: userId, platformUserId }: LinkedUser,
  lasts: boolean,
): Promise<{ readonly cookie: string; readonly sessionId: string }> {
  const name = nameOf(broker);
  const replaces = readCookie(context.request.headers, name);
  const { id, sessionId, lifetimeSeconds } = await access.openBrowserSession(broker, {
    ...{ userId, platformUserId, method: 'password', replaces, lasts },
    address: context.address,
  });
  return { cookie: partitionedCookie(name, id, lasts ? lifetimeSeconds : undefined), sessionId };
}

/** @returns The session of this browser, if anybody is signed in. */
export async function findSession(
  { access }: ScreensDependencies,
  broker: Broker,
  { context }: Pick<Received, 'context'>,
): Promise<BrowserSession | undefined> {
  const id = readCookie(context.request.headers, nameOf(broker));
  return id === undefined ? undefined : access.findBrowserSession(broker, id);
}

/** @returns Whom this browser is known for, where the address says nobody. */
export async function findSessionUser(
  dependencies: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
): Promise<LinkedUser | undefined> {
  if (query.token !== undefined) return undefined;
  const platformUserId = await findSessionHolder(dependencies, broker, { context });
  if (platformUserId === undefined) return undefined;
  const user = await dependencies.users.findByPlatformUserId(broker.brokerName, platformUserId);
  return user && { ...user, platformUserId };
}

/** @returns For whom this browser is known, whatever the address says. */
export async function findSessionHolder(
  dependencies: ScreensDependencies,
  broker: Broker,
  received: Pick<Received, 'context'>,
): Promise<number | undefined> {
  return (await findSession(dependencies, broker, received))?.platformUserId;
}

/** @returns For whom this browser is known, if it came in with the very token of the address. */
export async function findSessionOfToken(
  { access }: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
): Promise<number | undefined> {
  const id = readCookie(context.request.headers, nameOf(broker));
  return id === undefined ? undefined : (await access.findBrowserSession(broker, id, tokenIn(query)))?.platformUserId;
}

function nameOf({ brokerName }: Broker): string {
  return `session.${brokerName}`;
}
