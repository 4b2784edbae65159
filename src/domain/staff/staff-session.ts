import type { StaffMember } from './staff-member.ts';

/** One browser, or program, of one member of staff. */
export interface StaffSession {
  /** `ss_…`; names the session, opens nothing. */
  readonly id: string;
  readonly memberId: string;
  readonly how: 'password' | 'passkey' | 'upstream' | 'invitation';
  readonly address: string;
  readonly userAgent: string;
  readonly createdAtMs: number;
  /** At most a minute behind. */
  readonly lastSeenAtMs: number;
  readonly steppedUpUntilMs: number | null;
}

/** Where somebody signs in from. */
export interface StaffCaller {
  readonly address: string;
  readonly userAgent: string;
}

/** The token is shown this once; whatever token the browser had before is worth nothing any more. */
export interface OpenedStaffSession {
  readonly token: string;
  readonly session: StaffSession;
  readonly member: StaffMember;
}

/** Whoever a session's token belongs to. */
export interface VerifiedStaff {
  readonly member: StaffMember;
  readonly session: StaffSession;
  /** Whether they proved a few minutes ago that it is they; see `Staff.stepUp`. */
  readonly isSteppedUp: boolean;
}

/** What a member proves with that it is they. `response` is what the browser's WebAuthn answered. */
export type StaffProof =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: unknown };

export type StaffProofKind = StaffProof['kind'];

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly opened: OpenedStaffSession }
  /** Buys the session together with one of these proofs, for five minutes. */
  | { readonly kind: 'second-factor'; readonly pendingId: string; readonly methods: readonly StaffProofKind[] };
