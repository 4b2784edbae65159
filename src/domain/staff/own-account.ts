import type { OpenedStaffSession, StaffCaller } from './staff-session.ts';

/** What members do with what they themselves sign in with. */
export interface OwnAccount {
  factorsOf(memberId: string): Promise<StaffFactors>;
  /**
   * Makes a secret for an authenticator app; it counts once a code of it is confirmed, within a quarter of an hour.
   *
   * @returns The secret in Base32, and as the address that a QR code holds. Shown once.
   * @throws `staff_member_unknown`
   */
  beginTotp(memberId: string): Promise<{ readonly secret: string; readonly otpauthUrl: string }>;
  /**
   * @returns New recovery codes, shown once; older ones are worth nothing any more.
   * @throws `staff_totp_not_begun`, `staff_proof_wrong`, `staff_member_unknown`
   */
  confirmTotp(memberId: string, code: string): Promise<RecoveryCodes>;
  /** The recovery codes go with it, where it is the last second factor. */
  removeTotp(memberId: string): Promise<void>;
  /** @returns Shown once; older ones are worth nothing any more. @throws `staff_member_unknown` */
  newRecoveryCodes(memberId: string): Promise<RecoveryCodes>;
  /**
   * Ends all sessions of the member, and opens a new one in the place of this one.
   *
   * @throws `staff_session_unknown` (the token opens nothing), `staff_proof_wrong` (`current`), `staff_password_refused`,
   *   `too_many_requests`, `busy`
   */
  changePassword(
    token: string,
    passwords: { readonly current: string; readonly next: string },
    caller: StaffCaller,
  ): Promise<OpenedStaffSession>;
}

export interface StaffFactors {
  /** `false` until the invitation is accepted. */
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly recoveryCodesLeft: number;
}

export interface RecoveryCodes {
  readonly recoveryCodes: readonly string[];
}
