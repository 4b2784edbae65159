import type { StaffPermission, StaffRole } from '../../../lib/staff-permissions.ts';

/** Whoever a page of the console is made for. */
export interface ConsoleViewer {
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Goes into every form that changes something. */
  readonly csrf: string;
  /** Whether the navigation, and what else a page offers, shows what needs this permission. Whether it is allowed is decided elsewhere. */
  readonly can: (permission: StaffPermission) => boolean;
}
