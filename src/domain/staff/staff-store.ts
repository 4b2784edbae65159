import type { StaffMember } from './staff-member.ts';
import type { StaffSession } from './staff-session.ts';

/** A member, with what they sign in with. */
export interface StaffRecord {
  readonly member: StaffMember;
  /** Argon2id; `null` as long as the invitation is not accepted. */
  readonly passwordHash: string | null;
  /** The secret of the authenticator app, sealed by the key ring. */
  readonly sealedTotp: string | null;
  /** Grows when what was proved before is worth nothing any more: sessions of an older one open nothing. */
  readonly credentialsRevision: number;
}

export interface StaffSessionRecord {
  readonly session: StaffSession;
  /** SHA-256; the token is never kept. */
  readonly tokenHash: string;
  /** Of the member, when the proof was given. */
  readonly credentialsRevision: number;
}

export type StaffLinkKind = 'invitation' | 'new-password' | 'first-owner';

/** Something that is sent to somebody and works once. One of each kind for a holder. */
export interface StaffLink {
  readonly kind: StaffLinkKind;
  /** The member; nobody's, of the first owner. */
  readonly holder: string;
  readonly tokenHash: string;
  readonly resetsFactors: boolean;
  /** `null` is until it is used. */
  readonly expiresAtMs: number | null;
}

/** What becomes of a member, all of it or nothing. */
export interface StaffChange {
  readonly record: StaffRecord;
  /** In the place of those before. */
  readonly recoveryCodeHashes?: readonly string[];
  /** The time step of the code that was used last; `null` where none was. */
  readonly totpLastStep?: number | null;
  readonly endsSessions?: boolean;
  readonly dropsLinks?: boolean;
}

/**
 * Makes what is kept from what is; what it throws changes nothing.
 *
 * @param otherOwners - How many other active owners of everything there are.
 */
export type StaffChangeWork = (record: StaffRecord, otherOwners: number) => StaffChange;

/** Where staff is kept. Changes of members come one after the other, in whatever process. */
export interface StaffStore {
  find(memberId: string): Promise<StaffRecord | undefined>;
  /** @param email - In lower case. */
  findByEmail(email: string): Promise<StaffRecord | undefined>;
  /** By email address. @param afterEmail - Exclusive; `''` begins. */
  list(afterEmail: string, limit: number): Promise<StaffRecord[]>;
  /** Active owners of everything. */
  countOwners(): Promise<number>;
  /** @returns Whether it was added; `false` when the email address is taken. */
  add(record: StaffRecord, link: StaffLink | null): Promise<boolean>;
  /** @returns What is kept; `undefined` when there is no such member. */
  change(memberId: string, work: StaffChangeWork): Promise<StaffRecord | undefined>;
  /** @returns Whether it was: it was there, and had not accepted yet. */
  removeInvited(memberId: string): Promise<boolean>;
  /** Replaces a sealed secret by the same one, unless it is another by now. */
  replaceSealedTotp(memberId: string, before: string, after: string): Promise<boolean>;
  recordSignIn(memberId: string, atMs: number): Promise<void>;

  /** Of any number of calls for one time step exactly one succeeds, and none for an earlier one. */
  takeTotpStep(memberId: string, step: number): Promise<boolean>;
  /** Of any number of calls for one code exactly one succeeds. */
  takeRecoveryCode(memberId: string, codeHash: string): Promise<boolean>;
  countRecoveryCodes(memberId: string): Promise<number>;

  addSession(session: StaffSessionRecord): Promise<void>;
  /** With its member, unless what was proved for it is worth nothing any more. */
  findSession(tokenHash: string): Promise<{ readonly session: StaffSession; readonly record: StaffRecord } | undefined>;
  /** @returns Whether this token was replaced; of two calls for one only one is. */
  replaceToken(tokenHash: string, by: { tokenHash: string; steppedUpUntilMs: number | null }): Promise<boolean>;
  touchSession(sessionId: string, seenAtMs: number): Promise<void>;
  /** Those whose proof still counts, the newest first. */
  listSessions(memberId: string): Promise<StaffSession[]>;
  endSession(memberId: string, sessionId: string): Promise<boolean>;
  /** @returns Whether the token opened anything. */
  endSessionOf(tokenHash: string): Promise<boolean>;
  endSessions(memberId: string, keptSessionId: string | null): Promise<number>;

  /**
   * In the place of the link of this kind and holder.
   *
   * @param status - What the member has to be; `null` for what is nobody's. @returns Whether it was written.
   */
  putLink(link: StaffLink, status: StaffMember['status'] | null): Promise<boolean>;
  /** @returns Absent when it is over. */
  findLink(kind: StaffLinkKind, tokenHash: string, nowMs: number): Promise<StaffLink | undefined>;
  /** Spends a link and changes its member, both or neither. @returns Absent when there is no such link, or it is over. */
  redeemLink(
    link: { readonly kind: StaffLinkKind; readonly tokenHash: string; readonly nowMs: number },
    work: (record: StaffRecord, link: StaffLink) => StaffChange,
  ): Promise<StaffRecord | undefined>;
  /** Spends the link of the first owner and adds them, both or neither; not where an active owner of everything is. */
  redeemFirstOwner(tokenHash: string, record: StaffRecord): Promise<'added' | 'spent' | 'email-taken'>;
  /** Removes sessions last seen before, or opened before, and links that are over. */
  sweep(times: { seenBeforeMs: number; openedBeforeMs: number; nowMs: number }): Promise<void>;
}
