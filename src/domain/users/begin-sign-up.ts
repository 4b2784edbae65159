import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { Broker } from '../brokers/broker.ts';
import { isRelayAddress } from './is-relay-address.ts';
import { holdSignUp, type Profile } from './pending-sign-up.ts';
import { normaliseEmail, signIn } from './sign-in.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/** The first step of a sign-up. */
export interface SignUpForm {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: boolean;
  readonly partnerId: string | null;
  /** `utm_*` and `gclid` of the page. */
  readonly marketing: Readonly<Record<string, string>>;
  /** Of an earlier try, for a trader who came back to this step. */
  readonly profile: Profile | null;
}

/** Either a sign-up was begun, or the trader has an account already, with this password. */
export type SignUpBeginning =
  | { readonly kind: 'pending'; readonly pendingId: string; readonly email: string }
  | { readonly kind: 'known'; readonly user: User };

/** @throws `sign_up_refused`, `email_relay_refused`, `too_many_attempts`, `busy` */
export async function beginSignUp(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  { password, ...form }: SignUpForm,
  address: string,
): Promise<SignUpBeginning> {
  const { store, clock, hasher, expiring } = dependencies;
  const email = normaliseEmail(form.email);
  if (isRelayAddress(email)) throw new BridgeError('email_relay_refused', { field: 'email' });
  await guard.admitSignUp(broker, address);
  if (await store.findAnyByEmail(broker.brokerName, email)) {
    return { kind: 'known', user: await signInAgain(dependencies, guard, broker, { email, password }, address) };
  }
  const userId = newRecordId(clock.nowMs());
  const passwordHash = await hasher.hash(password, limitSubjectOf(address));
  const pendingId = await holdSignUp(expiring, broker, { ...form, email, userId, passwordHash, isDone: false });
  return { kind: 'pending', pendingId, email };
}

/** Whoever forgot that they have an account: right password, signed in. */
async function signInAgain(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  form: { readonly email: string; readonly password: string },
  address: string,
): Promise<User> {
  try {
    return await signIn(dependencies, guard, broker, form, address);
  } catch (error) {
    if (isBridgeError(error, 'credentials_wrong')) throw new BridgeError('sign_up_refused');
    throw error;
  }
}
