import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import type { AccessDependencies } from './access-dependencies.ts';
import { userGroup } from './session-groups.ts';

/** A browser that came with a one-time token, and is known from then on by a cookie. */
interface BrowserSession {
  readonly platformUserId: number;
  /** Hash of the token that it came with. */
  readonly tokenHash: string;
}

export interface NewBrowserSession {
  readonly platformUserId: number;
  readonly token: string;
  /** The session that the browser had before, which ends. */
  readonly replaces: string | undefined;
}

const HALF_A_DAY_SECONDS = 12 * 3600;
/** Where the platform says who somebody is, nothing of ours is to last. */
const HAND_OFF_SECONDS = 15 * 60;

/** @returns A random id, for a cookie; its hash is what is kept. */
export async function openBrowserSession(
  { expiring }: AccessDependencies,
  broker: Broker,
  { platformUserId, token, replaces }: NewBrowserSession,
): Promise<{ id: string; lifetimeSeconds: number }> {
  const id = newSecret();
  const lifetimeSeconds = lifetimeOf(broker);
  const session: BrowserSession = { platformUserId, tokenHash: hashToken(token) };
  await expiring.put(keyOf(broker.brokerName, id), JSON.stringify(session), {
    validForMs: lifetimeSeconds * 1000,
    groups: [userGroup(platformUserId)],
  });
  if (replaces !== undefined) await expiring.drop(keyOf(broker.brokerName, replaces));
  return { id, lifetimeSeconds };
}

/** @returns The platform's id of the trader. */
export async function findBrowserSession(
  { expiring }: AccessDependencies,
  { brokerName }: Broker,
  id: string,
  token: string | undefined,
): Promise<number | undefined> {
  const found = await expiring.get(keyOf(brokerName, id));
  if (found?.state !== 'live') return undefined;
  const { platformUserId, tokenHash } = JSON.parse(found.value) as BrowserSession;
  return token === undefined || hashToken(token) === tokenHash ? platformUserId : undefined;
}

/** Never longer than the white label lets a trader stay logged in. */
function lifetimeOf({ platform, tokens }: Broker): number {
  if (platform.identity === 'handoff') return HAND_OFF_SECONDS;
  return Math.min(HALF_A_DAY_SECONDS, tokens.accessTokenTtlSeconds ?? HALF_A_DAY_SECONDS);
}

function keyOf(brokerName: string, id: string): ExpiringKey {
  return { partition: brokerName, kind: 'browser-session', id: hashToken(id) };
}
