import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { isShownText } from '../../lib/is-shown-text.ts';
import { STAFF_ROLE_NAMES } from '../../lib/staff-permissions.ts';
import type { NewStaffMember } from './staff-administration.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import type { StaffMember, StaffReach } from './staff-member.ts';

const MAX_EMAIL_LENGTH = 254;
const MAX_NAME_LENGTH = 100;

/** The form in which an email address is kept and compared. */
export function normaliseStaffEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function newMember(member: NewStaffMember, status: StaffMember['status'], nowMs: number): StaffMember {
  const { name, role, reach } = member;
  return {
    id: `sm_${newRecordId(nowMs)}`,
    email: normaliseStaffEmail(member.email),
    ...{ name: name.trim(), role, reach, status },
    createdAtMs: nowMs,
    lastSignInAtMs: null,
    revision: 1,
  };
}

type Checked = Pick<StaffMember, 'email' | 'name' | 'role' | 'reach'>;

/** @throws `staff_invalid`, with the field */
export function checkMember(brokers: StaffDependencies['brokers'], member: Checked): void {
  checkPerson(member);
  checkReach(brokers, member.reach);
}

/** @throws `staff_invalid`, with the field */
export function checkPerson({ email, name, role }: Omit<Checked, 'reach'>): void {
  if (!isEmail(email)) refuse('email', 'must be an email address');
  if (!isShownText(name, MAX_NAME_LENGTH)) refuse('name', `must be one line of at most ${MAX_NAME_LENGTH} characters`);
  if (!STAFF_ROLE_NAMES.includes(role)) refuse('role', `must be one of ${STAFF_ROLE_NAMES.join(', ')}`);
}

function isEmail(email: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(email) && isShownText(email, MAX_EMAIL_LENGTH);
}

/** For whoever may grant it alone: its faults tell what there is. @throws `staff_invalid` */
export function checkReach(brokers: StaffDependencies['brokers'], reach: StaffReach): void {
  if (reach.kind === 'everything') return;
  if (reach.crms.length + reach.brokers.length === 0) refuse('reach', 'must name a CRM or a white label');
  const known = new Set(brokers.listCrms().map(({ brokerCrmName }) => brokerCrmName));
  if (!reach.crms.every((name) => known.has(name))) refuse('reach', 'names a CRM that there is not');
  const isThere = (name: string) => brokers.find(name) !== undefined;
  if (!reach.brokers.every(isThere)) refuse('reach', 'names a white label that there is not');
}

function refuse(field: string, reason: string): never {
  throw new BridgeError('staff_invalid', { field, reason });
}
