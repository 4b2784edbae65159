/**
 * Traders: signing up, signing in, and their link to the platform's user.
 *
 * Owns users and their passwords. Does not own their trading accounts or tokens. Invariants: a user belongs to one
 * white label for good; a platform's user is linked to one user of ours on its CRM at most; whether an email address
 * is known cannot be learned by signing in, neither from the answer nor from the time it takes.
 */
import type { Broker } from '../brokers/broker.ts';
import { changePassword } from './change-password.ts';
import { confirmPassword } from './confirm-password.ts';
import { type CheckedUser, checkNewUser, createUser, type NewUser } from './create-user.ts';
import { ensurePlatformUser } from './ensure-platform-user.ts';
import type { FoundSignIn, HeldSignIn } from './held-sign-in.ts';
import { endHeldSignIn, getHeldSignIn, holdSignIn } from './hold-sign-in.ts';
import type { Ribbon } from './identity-backend.ts';
import { type ImportedUser, importUser } from './import-user.ts';
import { createHandOffLimit, redeemHandOff } from './redeem-hand-off.ts';
import { createReferrals, type Referrals } from './referrals.ts';
import { searchUsers } from './search-users.ts';
import { setRibbons } from './set-ribbons.ts';
import { normaliseEmail, type SignInForm, signIn } from './sign-in.ts';
import { createSignInGuard } from './sign-in-guard.ts';
import { createSignUps, type SignUps } from './sign-ups.ts';
import { toldOfUpdate } from './told-of-update.ts';
import { disableUser, enableUser, type UserChange, updateUser } from './update-user.ts';
import type { LinkedUser, User } from './user.ts';
import type { UserSearch, UserSearchPage } from './user-search.ts';
import type { UserQuery } from './user-store.ts';
import type { UsersDependencies } from './users-dependencies.ts';

export interface Users {
  /**
   * @param address - Of the trader; failures are counted against it and against the account.
   * @throws `credentials_wrong`, `too_many_attempts`, `busy`
   */
  signIn(broker: Broker, form: SignInForm, address: string): Promise<User>;
  readonly signUps: SignUps;
  /** Keeps a good sign-in for an hour, while the trader chooses something. @returns The id by which a form names it. */
  holdSignIn(broker: Broker, held: HeldSignIn): Promise<string>;
  /** @throws `sign_in_expired` */
  getHeldSignIn(broker: Broker, heldId: string): Promise<FoundSignIn>;
  /** The trader is signed in; the form is soon worth nothing. */
  endHeldSignIn(broker: Broker, heldId: string): Promise<void>;
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
  /**
   * Has a trader who is signed in prove the password once more; counted as a sign-in is.
   *
   * @throws `password_wrong`, `too_many_attempts`, `busy`
   */
  confirmPassword(broker: Broker, user: User, password: string, address: string): Promise<void>;
  /**
   * Gives the user another email address, under which the user is known at the network address from now on.
   *
   * @param email - In the form of `normaliseEmail`.
   * @param user - As it was read; one who has another password by now keeps the address.
   * @param address - `undefined` where no browser of the trader's is there.
   * @returns `false` too when another user of the white label has it.
   */
  replaceEmail(broker: Broker, user: User, email: string, address?: string): Promise<boolean>;
  /**
   * Spends one of the platform's own one-time tokens. A trader of whom we have not heard yet is made, without a password
   * that anybody knows.
   *
   * @throws `token_unknown`, `hand_off_refused`, `hand_off_unavailable`, `too_many_attempts`
   */
  redeemHandOff(broker: Broker, token: string, address: string): Promise<LinkedUser>;
  /**
   * Has the platform show these banners to a user, and no others (call 3.9).
   *
   * @throws `user_unknown`, `ribbon_invalid`, `platform_unavailable`, `platform_refused`
   */
  setRibbons(broker: Broker, platformUserId: number, ribbons: readonly Ribbon[]): Promise<void>;
  /** One who is disabled is not found, here and by the two that follow. */
  findByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  findById(brokerName: string, userId: string): Promise<User | undefined>;
  /** @param email - In the form of `normaliseEmail`. */
  findByEmail(brokerName: string, email: string): Promise<User | undefined>;
  /** One who is disabled too, here and by the two that follow; for who lets nobody in. */
  findAnyByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  findAnyById(brokerName: string, userId: string): Promise<User | undefined>;
  /** @param email - In the form of `normaliseEmail`. */
  findAnyByEmail(brokerName: string, email: string): Promise<User | undefined>;
  /** @returns The newest first, those who are disabled too. */
  list(broker: Broker, query: UserQuery): Promise<User[]>;
  /**
   * For staff: by our id, the platform's, or the beginning of an email address or a name, at any number of white labels.
   *
   * @throws `parameter_invalid`
   */
  search(search: UserSearch): Promise<UserSearchPage>;
  /**
   * Makes a user without a sign-up. Without a password nobody signs in until the trader has set one by a letter's link.
   * The platform hears of the user with `ensurePlatformUser`. The same id again finds the user who was made with it, if
   * that one has this address.
   *
   * @throws `parameter_invalid`, `email_relay_refused`, `email_taken`, `idempotency_key_reused`, `busy`
   */
  create(broker: Broker, user: NewUser): Promise<User>;
  /**
   * What `create` would refuse, but for an address that somebody has.
   *
   * @returns The user as it would be kept.
   * @throws `parameter_invalid`, `email_relay_refused`
   */
  checkNew(broker: Broker, user: Omit<NewUser, 'id'>): CheckedUser;
  /**
   * @param expectedRevision - Of the user as the caller knows it; `null` where that does not matter.
   * @returns The user; of the same revision when nothing was to be changed.
   * @throws `user_unknown`, `parameter_invalid`, `precondition_failed`
   */
  update(broker: Broker, userId: string, change: UserChange, expectedRevision: number | null): Promise<User>;
  /**
   * From now on nobody gets in as this user, whatever they hold. May be repeated. What is open ends with
   * `Access.endAllSessions`.
   *
   * @throws `user_unknown`, `precondition_failed`
   */
  disable(broker: Broker, userId: string, expectedRevision: number | null): Promise<User>;
  /** @throws `user_unknown`, `precondition_failed` */
  enable(broker: Broker, userId: string, expectedRevision: number | null): Promise<User>;
  /** Which partner a user came from. */
  readonly referrals: Referrals;
  /** @returns The form in which an email address is kept and compared. */
  normaliseEmail(email: string): string;
  /** Takes in a user who exists at the platform already. @returns `undefined` when the white label has the email. */
  import(broker: Broker, user: ImportedUser): Promise<User | undefined>;
}

export function createUsers(dependencies: UsersDependencies): Users {
  const { store, clock } = dependencies;
  const guard = createSignInGuard(dependencies);
  const handOffLimit = createHandOffLimit(dependencies);
  return {
    signIn: (broker, form, address) => signIn(dependencies, guard, broker, form, address),
    signUps: createSignUps(dependencies, guard),
    holdSignIn: (broker, held) => holdSignIn(dependencies, broker, held),
    getHeldSignIn: (broker, heldId) => getHeldSignIn(dependencies, broker, heldId),
    endHeldSignIn: (broker, heldId) => endHeldSignIn(dependencies, broker, heldId),
    ensurePlatformUser: (broker, user) => ensurePlatformUser(dependencies, broker, user),
    changePassword: (broker, user, newPassword, address) =>
      changePassword(dependencies, guard, broker, user, newPassword, address),
    confirmPassword: (broker, user, password, address) =>
      confirmPassword(dependencies, guard, broker, user, password, address),
    async replaceEmail(broker, { id, passwordHash }, email, address) {
      const how = { atMs: clock.nowMs(), passwordHash, event: toldOfUpdate(dependencies, broker, id) };
      const isReplaced = await store.replaceEmail(broker.brokerName, id, email, how);
      if (isReplaced && address !== undefined) await guard.remember({ broker, email, address });
      return isReplaced;
    },
    redeemHandOff: (broker, token, address) => redeemHandOff(dependencies, handOffLimit, broker, token, address),
    setRibbons: (broker, platformUserId, ribbons) => setRibbons(dependencies, broker, platformUserId, ribbons),
    findById: store.findById.bind(store),
    findByEmail: store.findByEmail.bind(store),
    findByPlatformUserId: store.findByPlatformUserId.bind(store),
    findAnyById: store.findAnyById.bind(store),
    findAnyByEmail: store.findAnyByEmail.bind(store),
    findAnyByPlatformUserId: store.findAnyByPlatformUserId.bind(store),
    list: (broker, query) => store.list(broker.brokerName, query),
    search: (search) => searchUsers(store, search),
    checkNew: checkNewUser,
    create: (broker, user) => createUser(dependencies, broker, user),
    update: (broker, userId, change, expectedRevision) =>
      updateUser(dependencies, broker, { userId, expectedRevision }, change),
    disable: (broker, userId, expectedRevision) => disableUser(dependencies, broker, { userId, expectedRevision }),
    enable: (broker, userId, expectedRevision) => enableUser(dependencies, broker, { userId, expectedRevision }),
    referrals: createReferrals(dependencies),
    normaliseEmail,
    import: (broker, user) => importUser(dependencies, broker, user),
  };
}
