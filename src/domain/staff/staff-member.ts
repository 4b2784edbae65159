import type { StaffRole } from '../../lib/staff-permissions.ts';

/** Somebody who administers the bridge. */
export interface StaffMember {
  /** `sm_…` */
  readonly id: string;
  /** In lower case; unique. */
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly reach: StaffReach;
  /** `invited` until the invitation is accepted. */
  readonly status: 'invited' | 'active' | 'disabled';
  readonly createdAtMs: number;
  readonly lastSignInAtMs: number | null;
  readonly revision: number;
}

/** Which white labels a member's role holds at. A CRM stands for all white labels of it, also those that are yet to come. */
export type StaffReach =
  | { readonly kind: 'everything' }
  | { readonly kind: 'some'; readonly crms: readonly string[]; readonly brokers: readonly string[] };

/** What an action is about. A CRM alone where the white label is yet to be made; `null` is the bridge as a whole. */
export type StaffTarget = { readonly brokerCrmName: string; readonly brokerName?: string } | null;
