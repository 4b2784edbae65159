import type { Passkey } from '../../../domain/passkeys/passkey.ts';
import type { StaffMember } from '../../../domain/staff/staff-member.ts';
import type { StaffSession } from '../../../domain/staff/staff-session.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import { showMember } from '../session/show-session.ts';

export async function showAccount({ staff }: AdminDependencies, member: StaffMember) {
  const [factors, passkeys] = await Promise.all([staff.own.factorsOf(member.id), staff.passkeys.list(member.id)]);
  return {
    ...{ id: member.id, member: showMember(member), hasPassword: factors.hasPassword },
    ...{ hasAuthenticator: factors.hasTotp, recoveryCodesLeft: factors.recoveryCodesLeft },
    ...{ passkeysAvailable: staff.passkeys.isAvailable, passkeys: passkeys.map(showPasskey) },
  };
}

export function showPasskey({ id, label, isSynced, createdAtMs, lastUsedAtMs }: Passkey) {
  return {
    ...{ id, label, isSynced, createdAt: toRfc3339(createdAtMs) },
    lastUsedAt: lastUsedAtMs === null ? null : toRfc3339(lastUsedAtMs),
  };
}

/** @param current - The session that asks. */
export function showOwnSession(session: StaffSession, current: Pick<StaffSession, 'id'>) {
  const { id, how, address, userAgent, createdAtMs, lastSeenAtMs } = session;
  return {
    ...{ id, isCurrent: id === current.id, how, address, userAgent },
    ...{ createdAt: toRfc3339(createdAtMs), lastSeenAt: toRfc3339(lastSeenAtMs) },
  };
}
