import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { RateLimiter } from '../../lib/rate-limiter.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { Broker } from '../brokers/broker.ts';
import { firstVersion } from './first-version.ts';
import type { HandedOffUser } from './identity-backend.ts';
import { normaliseEmail } from './sign-in.ts';
import { toldOfUpdate } from './told-of-update.ts';
import type { LinkedUser, User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

const WINDOW_SECONDS = 15 * 60;

/** The platform counts what it is asked, so that nobody may have us ask it again and again with made-up tokens. */
export function createHandOffLimit({ createRateLimiter }: Pick<UsersDependencies, 'createRateLimiter'>): RateLimiter {
  return createRateLimiter({ name: 'hand-off-address', points: 60, windowSeconds: WINDOW_SECONDS });
}

/**
 * Learns from the platform who holds one of its one-time tokens, and spends it. A trader of whom we have not heard yet is
 * made.
 *
 * @throws `token_unknown`, `hand_off_refused`, `hand_off_unavailable`, `too_many_attempts`
 */
export async function redeemHandOff(
  dependencies: UsersDependencies,
  limit: RateLimiter,
  broker: Broker,
  token: string,
  address: string,
): Promise<LinkedUser> {
  const key = { brokerName: broker.brokerName, subject: limitSubjectOf(address) };
  const waitSeconds = await limit.consume(key);
  if (waitSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds: waitSeconds });
  const handedOff = await askPlatform(dependencies, broker, token);
  await limit.giveBack(key);
  const { platformUserId } = handedOff;
  const user = (await findLinked(dependencies, broker, handedOff)) ?? (await take(dependencies, broker, handedOff));
  return { ...user, platformUserId };
}

async function askPlatform({ identity }: UsersDependencies, broker: Broker, token: string): Promise<HandedOffUser> {
  try {
    return await identity.redeemHandOffToken(broker, token);
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    const { code, detail = code, retryAfterSeconds } = error;
    const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    if (code === 'platform_unavailable') throw new BridgeError('hand_off_unavailable', { detail, ...wait });
    if (code === 'platform_refused') throw new BridgeError('hand_off_refused', { detail });
    throw error;
  }
}

/** Where the platform knows its users, it also knows where they get their mail. */
async function findLinked(
  dependencies: UsersDependencies,
  broker: Broker,
  handedOff: HandedOffUser,
): Promise<User | undefined> {
  const { store, clock, log } = dependencies;
  const { brokerName } = broker;
  const user = await store.findByPlatformUserId(brokerName, handedOff.platformUserId);
  const email = normaliseEmail(handedOff.email);
  if (!user || user.email === email) return user;
  const how = { atMs: clock.nowMs(), event: toldOfUpdate(dependencies, broker, user.id) };
  if (await store.replaceEmail(brokerName, user.id, email, how)) return { ...user, email };
  log.warn({ broker: brokerName, user: user.id }, 'another user has the email address that the platform tells');
  return user;
}

async function take(dependencies: UsersDependencies, broker: Broker, handedOff: HandedOffUser): Promise<User> {
  const { store, clock, hasher, events } = dependencies;
  const nowMs = clock.nowMs();
  const user: User = {
    id: newRecordId(nowMs),
    brokerName: broker.brokerName,
    email: normaliseEmail(handedOff.email),
    passwordHash: await hasher.hash(newSecret(32)),
    firstName: null,
    lastName: null,
    preferredLanguage: broker.screens.defaultLanguage,
    platformUserId: handedOff.platformUserId,
    platformAskedAtMs: nowMs,
    attribution: { partnerId: null, partnerReportedAtMs: null, marketing: {} },
    ...firstVersion(nowMs),
  };
  const event = events.newEvent(broker, 'user.created', user.id, { userId: user.id, source: 'hand_off' });
  if (await store.add(user, event)) return user;
  const known =
    (await store.findByPlatformUserId(broker.brokerName, handedOff.platformUserId)) ??
    (await adopt(dependencies, broker, user));
  if (known) return known;
  throw new BridgeError('hand_off_refused', { detail: 'another user has the email address or the platform’s user' });
}

/**
 * A user who signed up here and never got to the platform. Whoever typed that address proved nothing, so the password goes
 * in the same write; where the platform's user is another's, nothing changes.
 */
async function adopt(
  { store, clock }: UsersDependencies,
  { brokerName }: Broker,
  { email, passwordHash, platformUserId }: User,
): Promise<User | undefined> {
  const known = await store.findByEmail(brokerName, email);
  if (!known || platformUserId === null || known.platformUserId !== null) return undefined;
  const isLinked = await store.linkPlatformUser(brokerName, known.id, platformUserId, clock.nowMs(), passwordHash);
  return isLinked ? { ...known, passwordHash, platformUserId } : undefined;
}
