import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import { firstVersion } from './first-version.ts';
import type { PendingSignUp } from './pending-sign-up.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** How a sign-up ends. */
export interface SignUpEnd {
  /** ISO 639-1. */
  readonly preferredLanguage: string;
  /** Of the trader. */
  readonly address: string;
  /** What happened before the user was there; written with the user, after it, or not at all. */
  readonly events: readonly BridgeEvent[];
}

/**
 * Makes the user whose sign-up has passed all steps; sent again, it finds that user.
 *
 * @throws `sign_up_refused` when somebody else has the email address by now
 */
export async function finishSignUp(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  pending: PendingSignUp,
  { preferredLanguage, address, events }: SignUpEnd,
): Promise<User> {
  const { store, telemetry } = dependencies;
  const { brokerName } = broker;
  const user = newUser(dependencies, brokerName, pending, preferredLanguage);
  const told = { userId: user.id, source: 'sign_up' };
  const isNew = await store.add(user, dependencies.events.newEvent(broker, 'user.created', user.id, told), ...events);
  if (!isNew) return findMade(dependencies, brokerName, pending);
  await guard.remember({ broker, email: user.email, address });
  telemetry.signIn('signed_up', brokerName);
  await welcome(dependencies, user);
  return user;
}

function newUser(
  { clock }: UsersDependencies,
  brokerName: string,
  { userId, email, passwordHash, partnerId, marketing, profile }: PendingSignUp,
  preferredLanguage: string,
): User {
  return {
    id: userId,
    brokerName,
    email,
    passwordHash,
    firstName: profile?.firstName ?? null,
    lastName: profile?.lastName ?? null,
    preferredLanguage,
    platformUserId: null,
    platformAskedAtMs: null,
    attribution: { partnerId, partnerReportedAtMs: null, marketing },
    ...firstVersion(clock.nowMs()),
  };
}

/** The second click. A form that is older than the user's password signs nobody in. */
async function findMade({ store }: UsersDependencies, brokerName: string, pending: PendingSignUp): Promise<User> {
  const made = await store.findById(brokerName, pending.userId);
  if (made?.passwordHash !== pending.passwordHash) throw new BridgeError('sign_up_refused');
  return made;
}

/** A sign-up does not fail for a letter that could not be posted. */
async function welcome({ mail, log }: UsersDependencies, { id, brokerName, email, preferredLanguage }: User) {
  try {
    const parameters = { lang: preferredLanguage };
    await mail.post({ kind: 'welcome', brokerName, email, language: preferredLanguage, parameters });
  } catch (error) {
    if (!isBridgeError(error)) throw error;
    log.warn({ broker: brokerName, user: id, code: error.code }, 'the welcome letter could not be posted');
  }
}
