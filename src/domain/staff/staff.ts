/**
 * Who administers the bridge.
 *
 * Owns members of staff with their roles and reach, what they sign in with (password, TOTP, recovery codes; passkeys
 * through `passkeys`), their sessions, step-up and invitations. Does not own what staff does, nor what is logged of it.
 * Invariants: a session's token is kept as a hash alone and has ≥ 128 bits; every proof makes a new token; whoever is
 * disabled, or loses rights, has them nowhere any more at once; the last active owner cannot be disabled or demoted.
 */
import { BridgeError } from '../../errors/bridge-error.ts';
import { keepRepeating } from '../../lib/keep-repeating.ts';
import type { StaffPermission } from '../../lib/staff-permissions.ts';
import { createInvitations } from './invite-members.ts';
import { createStaffMembers } from './manage-members.ts';
import type { OwnAccount } from './own-account.ts';
import { createOwnAccount } from './own-factors.ts';
import { createStaffPasskeys } from './passkey-sign-in.ts';
import { createFirstOwner, createNewPassword } from './redeem-links.ts';
import { resealStaff } from './reseal-staff.ts';
import { createStaffSignIn } from './sign-in.ts';
import { createStaffUpstream } from './sign-in-upstream.ts';
import type { StaffFirstOwner, StaffInvitations, StaffMembers, StaffNewPassword } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import type { StaffMember, StaffTarget } from './staff-member.ts';
import type { StaffPasskeys } from './staff-passkeys.ts';
import { createStaffProofs } from './staff-proofs.ts';
import { createStaffRights } from './staff-rights.ts';
import type {
  OpenedStaffSession,
  SignInResult,
  StaffCaller,
  StaffProof,
  StaffProofKind,
  StaffSession,
  VerifiedStaff,
} from './staff-session.ts';
import { createStaffSessions } from './staff-sessions.ts';
import type { StaffUpstream } from './staff-upstream.ts';

export interface Staff {
  /** @throws `staff_credentials_wrong` (unknown, wrong, disabled: all alike, in the same time), `too_many_requests`, `busy` */
  signIn(form: { readonly email: string; readonly password: string }, caller: StaffCaller): Promise<SignInResult>;
  /** @throws `staff_proof_wrong`, `staff_sign_in_expired`, `too_many_requests` */
  finishSecondFactor(
    form: { readonly pendingId: string; readonly proof: StaffProof },
    caller: StaffCaller,
  ): Promise<OpenedStaffSession>;
  /** @returns Absent when the token opens nothing: unknown, idle for too long, too old, ended, its member disabled. */
  verifySession(token: string, options?: VerifySessionOptions): Promise<VerifiedStaff | undefined>;
  /** What this member can prove with: the second factors if there are any, else the password. */
  proofsOf(memberId: string): Promise<readonly StaffProofKind[]>;
  /** @returns A new token for the session, good for steps that need proof for five minutes. @throws `staff_proof_wrong`, `staff_session_unknown` (the token opens nothing), `too_many_requests` */
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
  readonly passkeys: StaffPasskeys;
  readonly upstream: StaffUpstream;
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

export interface VerifySessionOptions {
  /** Whether somebody does something, so that the session is not idle; they do when left out. */
  readonly isSeen?: boolean;
}

const SWEEP_EVERY_MS = 3_600_000;

const OPERATOR: StaffMember = {
  ...{ id: 'operator', email: '', name: 'Operator', role: 'owner', reach: { kind: 'everything' }, status: 'active' },
  ...{ createdAtMs: 0, lastSignInAtMs: null, revision: 0 },
};

export function createStaff(dependencies: StaffDependencies): Staff {
  const { store, log } = dependencies;
  const rights = createStaffRights(dependencies);
  const sessions = createStaffSessions(dependencies);
  const proofs = createStaffProofs(dependencies);
  const signIn = createStaffSignIn(dependencies, { sessions, proofs });
  const sweeping = keepRepeating(sessions.sweep, { intervalMs: SWEEP_EVERY_MS, log });

  async function proofsOf(memberId: string): Promise<readonly StaffProofKind[]> {
    const record = await store.find(memberId);
    const factors = record ? await proofs.secondFactorsOf(record) : [];
    return factors.length > 0 ? factors : ['password'];
  }

  return {
    signIn: signIn.withPassword,
    finishSecondFactor: signIn.finish,
    async verifySession(token, { isSeen = true } = {}) {
      const { member, session, isSteppedUp } = (await sessions.find(token, isSeen)) ?? {};
      return member && session && { member, session, isSteppedUp: isSteppedUp ?? false };
    },
    proofsOf,
    async stepUp(token, proof, { address }) {
      const verified = await sessions.find(token);
      if (!verified) throw new BridgeError('staff_session_unknown');
      const allowed = await proofsOf(verified.member.id);
      await proofs.require(verified.record, proof, { allowed, address });
      return sessions.stepUp(token, verified);
    },
    signOut: sessions.signOut,
    may: rights.may,
    reaches: rights.reaches,
    sessions: { list: sessions.list, end: sessions.end, endAllBut: sessions.endAllBut },
    passkeys: createStaffPasskeys(dependencies, { signIn, sessions }),
    upstream: createStaffUpstream(dependencies, sessions),
    own: createOwnAccount(dependencies, { sessions, proofs }),
    members: createStaffMembers(dependencies, rights),
    invitations: createInvitations(dependencies, { rights, sessions }),
    newPassword: createNewPassword(dependencies, signIn),
    firstOwner: createFirstOwner(dependencies, sessions),
    operator: OPERATOR,
    resealSecrets: () => resealStaff(dependencies),
    start: sweeping.start,
    stop: sweeping.stop,
  };
}
