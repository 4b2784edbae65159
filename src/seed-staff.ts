import type { SeedStaffMember } from './config/seed-staff-types.ts';
import type { Staff } from './domain/staff/staff.ts';
import type { StaffReach } from './domain/staff/staff-member.ts';
import { BridgeError, isBridgeError } from './errors/bridge-error.ts';

/** @returns How many were added; who has an email address that is known stays as they are. */
export async function seedStaff(
  { members }: Pick<Staff, 'members'>,
  file: readonly SeedStaffMember[],
): Promise<number> {
  let added = 0;
  for (const member of file) {
    try {
      if (await members.import({ ...member, reach: toReach(member.reach) })) added += 1;
    } catch (error) {
      if (!isBridgeError(error, 'staff_invalid', 'staff_password_refused')) throw error;
      // A file can hold many, so a field alone would not say what to correct.
      const field = `${member.email}: ${error.field}`;
      throw new BridgeError(error.code, { field, ...(error.reason ? { reason: error.reason } : {}), cause: error });
    }
  }
  return added;
}

function toReach(reach: SeedStaffMember['reach']): StaffReach {
  return reach === 'everything' ? { kind: 'everything' } : { kind: 'some', ...reach };
}
