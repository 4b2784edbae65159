import type { StaffRole } from '../../lib/staff-permissions.ts';
import type { StaffMember, StaffReach } from './staff-member.ts';
import type { OpenedStaffSession, SignInResult, StaffCaller } from './staff-session.ts';

export interface NewStaffMember {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly reach: StaffReach;
}

/** What stays as it is, is left out. Only who accepted the invitation can be disabled, or enabled again. */
export type StaffMemberChange = Partial<Omit<NewStaffMember, 'email'>> & { readonly status?: 'active' | 'disabled' };

/**
 * Members, as those see them who look after them. Whoever reaches something that the actor does not is hidden: as if they
 * were not there. Nobody grants more than they have.
 */
export interface StaffMembers {
  /** In the order of their email addresses. `search`: part of the address or the name, in any case. */
  list(actor: StaffMember, query: StaffMemberQuery): Promise<StaffMemberPage>;
  /** @throws `staff_member_unknown` */
  get(actor: StaffMember, memberId: string): Promise<StaffMember>;
  /**
   * Counts at once, in every process; whoever is disabled loses all sessions.
   *
   * @throws `staff_member_unknown`, `staff_forbidden`, `staff_invalid` (`field`), `staff_changed_meanwhile`,
   *   `staff_last_owner`, `staff_state_wrong`
   */
  update(
    actor: StaffMember,
    memberId: string,
    change: StaffMemberChange,
    expectedRevision: number,
  ): Promise<StaffMember>;
  /** @returns How many ended. @throws `staff_member_unknown`, `staff_forbidden` */
  endSessions(actor: StaffMember, memberId: string): Promise<number>;
  /**
   * Makes a link for another password; it lasts for a day, and takes the place of the one before.
   *
   * @param options - `resetFactors`: whether using it removes all second factors.
   * @throws `staff_member_unknown`, `staff_forbidden`, `staff_state_wrong` (not active)
   */
  newPasswordLink(
    actor: StaffMember,
    memberId: string,
    options?: { readonly resetFactors?: boolean },
  ): Promise<{ readonly token: string }>;
  /**
   * Adds a member who needs no invitation, as the seed and the command line do.
   *
   * @returns `undefined` when somebody has the email address. @throws `staff_invalid`, `staff_password_refused`
   */
  import(member: NewStaffMember & { readonly password: string }): Promise<StaffMember | undefined>;
}

export interface StaffMemberQuery {
  readonly search?: string;
  /** As the page before gave it. */
  readonly cursor?: string;
  readonly limit: number;
}

export interface StaffMemberPage {
  readonly items: readonly StaffMember[];
  readonly nextCursor: string | null;
}

/** Each link works once, for three days; the token is shown once. */
export interface StaffInvitations {
  /** @throws `staff_invalid`, `staff_forbidden`, `staff_exists` (`field`: email) */
  invite(actor: StaffMember, member: NewStaffMember): Promise<{ readonly member: StaffMember; readonly token: string }>;
  /** The link before is worth nothing any more. @throws `staff_member_unknown`, `staff_forbidden`, `staff_state_wrong` */
  renew(actor: StaffMember, memberId: string): Promise<{ readonly member: StaffMember; readonly token: string }>;
  /** Removes the member who was invited. @throws `staff_member_unknown`, `staff_forbidden`, `staff_state_wrong` */
  revoke(actor: StaffMember, memberId: string): Promise<void>;
  /** @returns Absent when the link is worth nothing. */
  find(token: string): Promise<Pick<StaffMember, 'email' | 'name' | 'role'> | undefined>;
  /** @throws `staff_link_spent`, `staff_password_refused`, `busy` */
  accept(token: string, form: { readonly password: string }, caller: StaffCaller): Promise<OpenedStaffSession>;
}

/** What a member does with the link that `members.newPasswordLink` made. */
export interface StaffNewPassword {
  /** @returns Absent when the link is worth nothing. */
  find(token: string): Promise<(Pick<StaffMember, 'email' | 'name'> & { readonly resetsFactors: boolean }) | undefined>;
  /**
   * Ends all sessions. Who has a second factor proves it after that, as when signing in.
   *
   * @throws `staff_link_spent`, `staff_password_refused`, `busy`
   */
  accept(
    token: string,
    form: { readonly password: string },
    caller: StaffCaller,
  ): Promise<SignInResult & { readonly member: StaffMember }>;
}

/** How the first owner of everything comes to be, where none is active. */
export interface StaffFirstOwner {
  /** @returns The token of a new link, in the place of the one before; `null` when there is an active owner of everything. */
  offer(): Promise<string | null>;
  isOpen(token: string): Promise<boolean>;
  /** @throws `staff_link_spent`, `staff_invalid`, `staff_exists`, `staff_password_refused`, `busy` */
  accept(
    token: string,
    form: { readonly email: string; readonly name: string; readonly password: string },
    caller: StaffCaller,
  ): Promise<OpenedStaffSession>;
}
