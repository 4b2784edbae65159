import type { StaffRole } from '../lib/staff-permissions.ts';

/** Somebody who administers the bridge, as a file names them. */
export interface SeedStaffMember {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Names of CRMs, which stand for all of their white labels, and of single white labels. */
  readonly reach: 'everything' | { readonly crms: readonly string[]; readonly brokers: readonly string[] };
  readonly password: string;
}
