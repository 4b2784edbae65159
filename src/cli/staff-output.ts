import type { App } from '../app.ts';
import type { StaffMember, StaffReach } from '../domain/staff/staff-member.ts';
import { BridgeError } from '../errors/bridge-error.ts';
import { isoTime } from './iso-time.ts';

const READ_AT_ONCE = 200;

export function staffOutput(member: StaffMember) {
  const { id, email, name, role, reach, status, revision } = member;
  return {
    ...{ id, email, name, role, status, revision },
    reach: reach.kind === 'everything' ? reach.kind : { crms: reach.crms, brokers: reach.brokers },
    createdAt: isoTime(member.createdAtMs),
    lastSignInAt: member.lastSignInAtMs === null ? null : isoTime(member.lastSignInAtMs),
  };
}

export function reachInWords(reach: StaffReach): string {
  if (reach.kind === 'everything') return reach.kind;
  return [...reach.crms.map((name) => `CRM ${name}`), ...reach.brokers].join(', ');
}

/** Every member, or those whose address or name holds a text. */
export async function allStaff({ staff }: App, search?: string): Promise<StaffMember[]> {
  const members: StaffMember[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: READ_AT_ONCE, ...(search ? { search } : {}), ...(cursor ? { cursor } : {}) };
    const page = await staff.members.list(staff.operator, query);
    members.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return members;
}

/** @throws `staff_member_unknown` */
export async function staffByEmail(app: App, email: string): Promise<StaffMember> {
  const wanted = email.trim().toLowerCase();
  const member = (await allStaff(app, wanted)).find((found) => found.email === wanted);
  if (!member) throw new BridgeError('staff_member_unknown', { field: email });
  return member;
}
