import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { Broker } from '../brokers/broker.ts';
import { normaliseEmail, signIn } from './sign-in.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

export interface SignUpForm {
  readonly email: string;
  readonly password: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO 639-1. */
  readonly preferredLanguage: string;
  readonly partnerId: string | null;
  /** `utm_*` and `gclid` of the page. */
  readonly marketing: Readonly<Record<string, string>>;
}

/** The platform refuses these addresses, for mail to them ends with the trader's consent. */
const RELAY_DOMAIN = '@privaterelay.appleid.com';

/** @throws `sign_up_refused`, `email_relay_refused`, `too_many_attempts`, `busy` */
export async function signUp(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  form: SignUpForm,
  address: string,
): Promise<User> {
  const { store, clock, hasher, telemetry } = dependencies;
  const email = normaliseEmail(form.email);
  if (email.endsWith(RELAY_DOMAIN)) throw new BridgeError('email_relay_refused', { field: 'email' });
  await guard.admitSignUp(broker, address);
  if (await store.findByEmail(broker.brokerName, email)) {
    return signInAgain(dependencies, guard, broker, form, address);
  }
  const nowMs = clock.nowMs();
  const user: User = {
    id: newRecordId(nowMs),
    brokerName: broker.brokerName,
    email,
    passwordHash: await hasher.hash(form.password, limitSubjectOf(address)),
    firstName: form.firstName,
    lastName: form.lastName,
    preferredLanguage: form.preferredLanguage,
    platformUserId: null,
    platformAskedAtMs: null,
    attribution: { partnerId: form.partnerId, partnerReportedAtMs: null, marketing: form.marketing },
    createdAtMs: nowMs,
  };
  if (!(await store.add(user))) return signInAgain(dependencies, guard, broker, form, address);
  await guard.remember({ broker, email, address });
  telemetry.signIn('signed_up', broker.brokerName);
  await welcome(dependencies, user);
  return user;
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

/** The second click on "create account", and whoever forgot that they have one: right password, signed in. */
async function signInAgain(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  form: SignUpForm,
  address: string,
): Promise<User> {
  try {
    return await signIn(dependencies, guard, broker, form, address);
  } catch (error) {
    if (isBridgeError(error, 'credentials_wrong')) throw new BridgeError('sign_up_refused');
    throw error;
  }
}
