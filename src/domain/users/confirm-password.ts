import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { limitSubjectOf } from '../../lib/network-address.ts';
import type { Broker } from '../brokers/broker.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/**
 * Has a trader who is signed in prove the password once more; counted as a sign-in is.
 *
 * @throws `password_wrong`, `too_many_attempts`, `busy`
 */
export async function confirmPassword(
  { hasher, telemetry }: UsersDependencies,
  guard: SignInGuard,
  broker: Broker,
  { email, passwordHash }: User,
  password: string,
  address: string,
): Promise<void> {
  try {
    const admission = await guard.admit({ broker, email, address });
    let isRight = false;
    try {
      isRight = await hasher.verify(passwordHash, password, limitSubjectOf(address));
    } catch (error) {
      await admission.withdraw();
      throw error;
    }
    if (!isRight) throw new BridgeError('password_wrong');
    await admission.succeeded();
    telemetry.signIn('confirmed', broker.brokerName);
  } catch (error) {
    if (isBridgeError(error)) telemetry.signIn(error.code, broker.brokerName);
    throw error;
  }
}
