import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { type ExclusiveRun, runExclusively } from '../../lib/run-exclusively.ts';
import type { Broker } from '../brokers/broker.ts';
import type { NewPlatformUser } from './identity-backend.ts';
import type { LinkedUser, User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

const WAIT_MS = 5_000;

/**
 * Steps that may each have been done before, so that whatever a failure left undone, the next sign-in finishes. One run
 * at a time for each user, so that a second click makes no second user.
 *
 * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
 */
export async function ensurePlatformUser(
  dependencies: UsersDependencies,
  broker: Broker,
  user: User,
): Promise<LinkedUser> {
  if (isComplete(user)) return user;
  const linked = await runExclusively(
    dependencies.expiring,
    { ...platformUserLock(dependencies, broker, user.id), waitMs: WAIT_MS },
    async () => {
      const fresh = (await dependencies.store.findAnyById(broker.brokerName, user.id)) ?? user;
      const platformUserId = fresh.platformUserId ?? (await makePlatformUser(dependencies, broker, fresh));
      await reportPartner(dependencies, broker, { ...fresh, platformUserId });
      return { ...fresh, platformUserId };
    },
  );
  if (!linked) throw new BridgeError('busy', { retryAfterSeconds: 5, detail: 'the user is being made' });
  return linked;
}

/** Held by whoever tells the platform who the user is and where the user came from. */
export function platformUserLock(
  { platformLeaseMs }: Pick<UsersDependencies, 'platformLeaseMs'>,
  { brokerName }: Broker,
  userId: string,
): Omit<ExclusiveRun, 'waitMs'> {
  return { key: { partition: brokerName, kind: 'platform-user-lock', id: userId }, leaseMs: platformLeaseMs };
}

function isComplete(user: User): user is LinkedUser {
  const { partnerId, partnerReportedAtMs } = user.attribution;
  return user.platformUserId !== null && (partnerId === null || partnerReportedAtMs !== null);
}

async function makePlatformUser(dependencies: UsersDependencies, broker: Broker, user: User): Promise<number> {
  const wasAsked = user.platformAskedAtMs !== null;
  const platformUserId = await (wasAsked ? askAgain : askFirst)(dependencies, broker, user);
  const { store, clock } = dependencies;
  if (await store.linkPlatformUser(broker.brokerName, user.id, platformUserId, clock.nowMs())) return platformUserId;
  throw new BridgeError('platform_email_taken', { detail: 'another user is linked with the platform’s user' });
}

/**
 * The platform knows a user by email address. One that it knew before we ever asked is a stranger's, and must not fall
 * to whoever types that address here.
 */
async function askFirst({ store, identity, clock }: UsersDependencies, broker: Broker, user: User): Promise<number> {
  if ((await identity.findUserId(broker, user.email)) !== undefined) throw new BridgeError('platform_email_taken');
  await store.markPlatformAsked(broker.brokerName, user.id, clock.nowMs());
  try {
    return await identity.createUser(broker, newPlatformUserOf(user));
  } catch (error) {
    // What was certainly not done leaves nothing of ours behind: who has the address later is a stranger still.
    const wasNotDone = isBridgeError(error) && error.outcome === 'not_done';
    if (wasNotDone) await store.clearPlatformAsked(broker.brokerName, user.id);
    throw error;
  }
}

/** A user that the platform knows after we asked is ours, and only its answer was lost. */
async function askAgain({ identity }: UsersDependencies, broker: Broker, user: User): Promise<number> {
  try {
    return await identity.createUser(broker, newPlatformUserOf(user));
  } catch (error) {
    if (!isBridgeError(error, 'platform_email_taken')) throw error;
    const platformUserId = await identity.findUserId(broker, user.email);
    if (platformUserId === undefined) throw error;
    return platformUserId;
  }
}

function newPlatformUserOf({ email, preferredLanguage, firstName }: User): NewPlatformUser {
  return { email, preferredLanguage, ...(firstName === null ? {} : { firstName }) };
}

/** Call 3.6. A partner who could not be reported now keeps nobody out; the next sign-in tries again. */
async function reportPartner({ store, identity, clock, log }: UsersDependencies, broker: Broker, user: LinkedUser) {
  const { partnerId, partnerReportedAtMs } = user.attribution;
  if (partnerId === null || partnerReportedAtMs !== null) return;
  try {
    await identity.setReferral(broker, user.platformUserId, partnerId);
    await store.markPartnerReported(broker.brokerName, user.id, clock.nowMs());
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    log.warn({ broker: broker.brokerName, user: user.id, code: error.code }, 'the partner could not be reported');
  }
}
