import type { StaffMember } from '../../../domain/staff/staff-member.ts';
import type { StaffSession } from '../../../domain/staff/staff-session.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import { STAFF_ROLES } from '../../../lib/staff-permissions.ts';
import type { Csrf } from '../csrf.ts';

export function showMember(member: StaffMember) {
  const { id, email, name, role, reach, status, createdAtMs, lastSignInAtMs, revision } = member;
  return {
    ...{ id, email, name, role, reach, status, revision },
    createdAt: toRfc3339(createdAtMs),
    lastSignInAt: lastSignInAtMs === null ? null : toRfc3339(lastSignInAtMs),
  };
}

export function showSession(csrf: Csrf, session: StaffSession, member: StaffMember) {
  const { id, how, createdAtMs, steppedUpUntilMs } = session;
  return {
    ...{ id, how, permissions: STAFF_ROLES[member.role], member: showMember(member) },
    createdAt: toRfc3339(createdAtMs),
    steppedUpUntil: steppedUpUntilMs === null ? null : toRfc3339(steppedUpUntilMs),
    csrfToken: csrf.tokenOf(session),
  };
}
