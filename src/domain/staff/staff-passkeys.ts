import type { Passkey } from '../passkeys/passkey.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import type { OpenedStaffSession, StaffCaller } from './staff-session.ts';

/** What `navigator.credentials.create` takes, as JSON. */
export type PasskeyCreationOptions = Awaited<ReturnType<Passkeys['beginRegistration']>>;
/** What `navigator.credentials.get` takes, as JSON. */
export type PasskeyRequestOptions = Awaited<ReturnType<Passkeys['beginAuthentication']>>;

/**
 * Passkeys of members. One stands for both factors, for the device makes sure of its user; a member who has one is asked for
 * a second factor after the password.
 */
export interface StaffPasskeys {
  /** Whether browsers have passkeys at the bridge's address at all. */
  readonly isAvailable: boolean;
  /** @throws `passkeys_unavailable`, `passkeys_too_many`, `staff_member_unknown` */
  beginRegistration(memberId: string): Promise<PasskeyCreationOptions>;
  /**
   * @param answer - What the browser made of the options, as JSON.
   * @throws `passkey_label_invalid`, `passkey_ceremony_expired` (also where the password or the factors were changed by a link
   *   meanwhile), `passkey_refused`, `passkey_exists`, `passkeys_too_many`, `passkeys_unavailable`, `staff_member_unknown`
   */
  finishRegistration(memberId: string, answer: unknown, label: string): Promise<Passkey>;
  /** Oldest first. */
  list(memberId: string): Promise<readonly Passkey[]>;
  /** @throws `passkey_unknown`, `passkey_label_invalid` */
  rename(memberId: string, passkeyId: string, label: string): Promise<void>;
  /** The recovery codes go with it, where it is the last second factor. @throws `passkey_unknown` */
  remove(memberId: string, passkeyId: string): Promise<void>;
  /** For `stepUp`. @throws `passkey_unknown` when the member has none, `passkeys_unavailable` */
  beginProof(memberId: string): Promise<PasskeyRequestOptions>;
  /** For `finishSecondFactor`. @throws `staff_sign_in_expired`, `passkey_unknown`, `passkeys_unavailable` */
  beginSecondFactor(pendingId: string): Promise<PasskeyRequestOptions>;
  /** For `finishSignIn`; whoever holds a passkey may answer. @throws `passkeys_unavailable`, `too_many_requests` */
  beginSignIn(caller: StaffCaller): Promise<PasskeyRequestOptions>;
  /**
   * Signs in by a passkey alone.
   *
   * @throws `passkey_refused` (unknown, wrong, its member disabled: all alike), `passkey_ceremony_expired`,
   *   `passkeys_unavailable`
   */
  finishSignIn(form: { readonly response: unknown }, caller: StaffCaller): Promise<OpenedStaffSession>;
}
