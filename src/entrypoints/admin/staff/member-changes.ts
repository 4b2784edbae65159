import { changesBetween } from '../../../domain/audit/audit.ts';
import type { StaffMember, StaffReach } from '../../../domain/staff/staff-member.ts';
import type { ChangeNote } from '../admin-operation.ts';

interface GivenReach {
  readonly kind: StaffReach['kind'];
  readonly crms?: readonly string[];
  readonly brokers?: readonly string[];
}

/** Each name once: what is the same looks the same. */
export function reachOf({ kind, crms = [], brokers = [] }: GivenReach): StaffReach {
  return kind === 'everything' ? { kind } : { kind, crms: [...new Set(crms)], brokers: [...new Set(brokers)] };
}

export function targetOf({ id }: Pick<StaffMember, 'id'>) {
  return { type: 'staff', id };
}

/** What the change log says of a member who was made, changed, or removed. Nothing where all is as it was. */
export function changeNote(
  before: StaffMember | null,
  after: StaffMember | null,
  reason: string | null = null,
): ChangeNote[] {
  const member = after ?? before;
  const changes = changesBetween(logged(before), logged(after));
  return member === null || changes.length === 0 ? [] : [{ target: targetOf(member), changes, reason }];
}

function logged(member: StaffMember | null) {
  if (member === null) return undefined;
  const { email, name, role, reach, status } = member;
  return { email, name, role, reach, status };
}
