/**
 * Who administers the bridge.
 *
 * Owns members of staff with their roles and reach, what they sign in with (password, TOTP, recovery codes; passkeys
 * through `passkeys`), their sessions, step-up and invitations. Does not own what staff does, nor what is logged of it.
 * Invariants: a session's token is kept as a hash alone and has ≥ 128 bits; every proof makes a new token; whoever is
 * disabled, or loses rights, has them nowhere any more at once; the last active owner cannot be disabled or demoted.
 */
import type { StaffPermission } from '../../lib/staff-permissions.ts';
import type { OwnAccount } from './own-account.ts';
import type { StaffFirstOwner, StaffInvitations, StaffMembers, StaffNewPassword } from './staff-administration.ts';
import type { StaffMember, StaffTarget } from './staff-member.ts';
import type {
  OpenedStaffSession,
  SignInResult,
  StaffCaller,
  StaffProof,
  StaffProofKind,
  StaffSession,
  VerifiedStaff,
} from './staff-session.ts';

export interface Staff {
  /** @throws `staff_credentials_wrong` (unknown, wrong, disabled: all alike, in the same time), `too_many_requests`, `busy` */
  signIn(form: { readonly email: string; readonly password: string }, caller: StaffCaller): Promise<SignInResult>;
  /** @throws `staff_proof_wrong`, `staff_sign_in_expired`, `too_many_requests` */
  finishSecondFactor(
    form: { readonly pendingId: string; readonly proof: StaffProof },
    caller: StaffCaller,
  ): Promise<OpenedStaffSession>;
  /** @returns Absent when the token opens nothing: unknown, idle for too long, too old, ended, its member disabled. */
  verifySession(token: string): Promise<VerifiedStaff | undefined>;
  /** What this member can prove with: the second factors if there are any, else the password. */
  proofsOf(memberId: string): Promise<readonly StaffProofKind[]>;
  /** @returns A new token for the session, good for steps that need proof for five minutes. @throws `staff_proof_wrong`, `too_many_requests` */
  stepUp(token: string, proof: StaffProof, caller: StaffCaller): Promise<OpenedStaffSession>;
  /** Ends the session; a token that opens nothing is no error. */
  signOut(token: string): Promise<void>;
  /**
   * The only place where rights are decided.
   *
   * @returns `hidden` where the member must not learn that the target exists, `forbidden` where they may know it but not do this.
   */
  may(member: StaffMember, permission: StaffPermission, target: StaffTarget): 'yes' | 'forbidden' | 'hidden';
  /** Whether the white label is in the member's reach at all, whatever the role. */
  reaches(member: StaffMember, broker: { readonly brokerName: string; readonly brokerCrmName: string }): boolean;
  readonly sessions: {
    list(memberId: string): Promise<readonly StaffSession[]>;
    /** @throws `staff_session_unknown` unless it is one of this member's. */
    end(memberId: string, sessionId: string): Promise<void>;
    /** @returns How many ended. */
    endAllBut(memberId: string, keptSessionId: string | null): Promise<number>;
  };
  readonly own: OwnAccount;
  readonly members: StaffMembers;
  readonly invitations: StaffInvitations;
  readonly newPassword: StaffNewPassword;
  readonly firstOwner: StaffFirstOwner;
  /** Who has the machine: acts as an owner of everything, is no member. */
  readonly operator: StaffMember;
  /** Seals the secrets of authenticator apps with the current encryption key. @returns How many an older one had sealed. */
  resealSecrets(): Promise<number>;
  /** From now on removes sessions and links that are over, from time to time. */
  start(): void;
  stop(): Promise<void>;
}
