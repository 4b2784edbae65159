/**
 * Traders: signing up, signing in, and their link to the platform's user.
 *
 * Owns users and their passwords. Does not own their trading accounts or tokens. Invariants: a user belongs to one
 * white label for good; a platform's user is linked to one user of ours on its CRM at most; whether an email address
 * is known cannot be learned by signing in, neither from the answer nor from the time it takes.
 */
import type { Broker } from '../brokers/broker.ts';
import { changePassword } from './change-password.ts';
import { ensurePlatformUser } from './ensure-platform-user.ts';
import { type ImportedUser, importUser } from './import-user.ts';
import { normaliseEmail, type SignInForm, signIn } from './sign-in.ts';
import { createSignInGuard } from './sign-in-guard.ts';
import { type SignUpForm, signUp } from './sign-up.ts';
import type { LinkedUser, User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

export interface Users {
  /**
   * @param address - Of the trader; failures are counted against it and against the account.
   * @throws `credentials_wrong`, `too_many_attempts`, `busy`
   */
  signIn(broker: Broker, form: SignInForm, address: string): Promise<User>;
  /**
   * Makes a user; one who signs up again with the right password is signed in.
   *
   * @throws `sign_up_refused`, `email_relay_refused`, `too_many_attempts`, `busy`
   */
  signUp(broker: Broker, form: SignUpForm, address: string): Promise<User>;
  /**
   * Makes the platform's user, unless there is one, and tells the platform of the partner. May be repeated.
   *
   * @returns The user with a `platformUserId`.
   * @throws `platform_unavailable`, `platform_refused`, `platform_email_taken`, `busy`
   */
  ensurePlatformUser(broker: Broker, user: User): Promise<LinkedUser>;
  /**
   * Gives the user another password, and makes the address known for that user.
   *
   * @returns The user with the new password.
   * @throws `busy`
   */
  changePassword(broker: Broker, user: User, newPassword: string, address: string): Promise<User>;
  findByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  findById(brokerName: string, userId: string): Promise<User | undefined>;
  /** @param email - In the form of `normaliseEmail`. */
  findByEmail(brokerName: string, email: string): Promise<User | undefined>;
  /** @returns The form in which an email address is kept and compared. */
  normaliseEmail(email: string): string;
  /** Takes in a user who exists at the platform already. @returns `undefined` when the white label has the email. */
  import(broker: Broker, user: ImportedUser): Promise<User | undefined>;
}

export function createUsers(dependencies: UsersDependencies): Users {
  const guard = createSignInGuard(dependencies);
  return {
    signIn: (broker, form, address) => signIn(dependencies, guard, broker, form, address),
    signUp: (broker, form, address) => signUp(dependencies, guard, broker, form, address),
    ensurePlatformUser: (broker, user) => ensurePlatformUser(dependencies, broker, user),
    changePassword: (broker, user, newPassword, address) =>
      changePassword(dependencies, guard, broker, user, newPassword, address),
    findById: dependencies.store.findById.bind(dependencies.store),
    findByEmail: dependencies.store.findByEmail.bind(dependencies.store),
    normaliseEmail,
    findByPlatformUserId: dependencies.store.findByPlatformUserId.bind(dependencies.store),
    import: (broker, user) => importUser(dependencies, broker, user),
  };
}
