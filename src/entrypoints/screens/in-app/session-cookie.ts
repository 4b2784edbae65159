import type { Broker } from '../../../domain/brokers/broker.ts';
import type { LinkedUser } from '../../../domain/users/user.ts';
import { partitionedCookie, readCookie } from '../../../http/cookies.ts';
import type { ReceivedRequest } from '../../../http/mount-routes.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { tokenIn } from './redeem-visit.ts';

type Received = Pick<ReceivedRequest, 'query' | 'context'>;

/** @returns A cookie that makes the browser known, under a new id. */
export async function openSessionCookie(
  { access }: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
  { platformUserId }: LinkedUser,
): Promise<string> {
  const name = nameOf(broker);
  const replaces = readCookie(context.request.headers, name);
  const session = { platformUserId, token: tokenIn(query), replaces };
  const { id, lifetimeSeconds } = await access.openBrowserSession(broker, session);
  return partitionedCookie(name, id, lifetimeSeconds);
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
  { access }: ScreensDependencies,
  broker: Broker,
  { context }: Pick<Received, 'context'>,
): Promise<number | undefined> {
  const id = readCookie(context.request.headers, nameOf(broker));
  return id === undefined ? undefined : access.findBrowserSession(broker, id);
}

/** @returns For whom this browser is known, if it came in with the very token of the address. */
export async function findSessionOfToken(
  { access }: ScreensDependencies,
  broker: Broker,
  { query, context }: Received,
): Promise<number | undefined> {
  const id = readCookie(context.request.headers, nameOf(broker));
  return id === undefined ? undefined : access.findBrowserSession(broker, id, tokenIn(query));
}

function nameOf({ brokerName }: Broker): string {
  return `session.${brokerName}`;
}
