import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Admission } from '../../lib/attempt-guard.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Attempt, SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

export interface SignInForm {
  readonly email: string;
  readonly password: string;
}

/** The form in which an email address is kept and compared. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** @throws `credentials_wrong`, `too_many_attempts`, `busy` */
export async function signIn(
  dependencies: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  form: SignInForm,
  address: string,
): Promise<User> {
  const { telemetry } = dependencies;
  const attempt = { broker, email: normaliseEmail(form.email), address };
  try {
    const admission = await guard.admit(attempt);
    const user = await findByPassword(dependencies, attempt, form.password, admission);
    if (!user) throw new BridgeError('credentials_wrong');
    await admission.succeeded();
    telemetry.signIn('signed_in', broker.brokerName);
    return user;
  } catch (error) {
    if (isBridgeError(error)) telemetry.signIn(error.code, broker.brokerName);
    throw error;
  }
}

/** Does the same work for an address that nobody has. @returns `undefined` when either is wrong. */
async function findByPassword(
  { store, hasher }: UsersDependencies,
  { broker, email, address }: Attempt,
  password: string,
  admission: Admission,
): Promise<User | undefined> {
  try {
    const user = await store.findByEmail(broker.brokerName, email);
    const owner = limitSubjectOf(address);
    const right = user
      ? await hasher.verify(user.passwordHash, password, owner)
      : await hasher.verifyNothing(password, owner);
    return right ? user : undefined;
  } catch (error) {
    await admission.withdraw();
    throw error;
  }
}
