import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { SignInGuard } from './sign-in-guard.ts';
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
  { store, hasher, telemetry }: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  form: SignInForm,
  address: string,
): Promise<User> {
  const attempt = { broker, email: normaliseEmail(form.email), address };
  try {
    await guard.admit(attempt);
    const user = await store.findByEmail(broker.brokerName, attempt.email);
    const right = user
      ? await hasher.verify(user.passwordHash, form.password)
      : await hasher.verifyNothing(form.password);
    if (!user || !right) {
      await guard.failed(attempt);
      throw new BridgeError('credentials_wrong');
    }
    await guard.succeeded(attempt);
    telemetry.signIn('signed_in', broker.brokerName);
    return user;
  } catch (error) {
    if (isBridgeError(error)) telemetry.signIn(error.code, broker.brokerName);
    throw error;
  }
}
