import type { StaffMember, StaffReach } from '../../domain/staff/staff-member.ts';
import type { StaffSession } from '../../domain/staff/staff-session.ts';
import type { StaffLink, StaffRecord, StaffSessionRecord } from '../../domain/staff/staff-store.ts';
import type { StaffLinkTable, StaffMemberTable, StaffSessionTable } from './staff-tables.ts';

/** But for the time step of the code that was used last, which only statements of their own touch. */
export function toStaffRow({ member, ...record }: StaffRecord): Omit<StaffMemberTable, 'totp_last_step'> {
  return {
    id: member.id,
    email: member.email,
    name: member.name,
    role: member.role,
    reach_json: toReachJson(member.reach),
    status: member.status,
    password_hash: record.passwordHash,
    sealed_totp: record.sealedTotp,
    credentials_revision: record.credentialsRevision,
    revision: member.revision,
    last_sign_in_at_ms: member.lastSignInAtMs,
    created_at_ms: member.createdAtMs,
  };
}

export function toStaffRecord(row: StaffMemberTable): StaffRecord {
  const member: StaffMember = {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    reach: toReach(row.reach_json),
    status: row.status,
    createdAtMs: row.created_at_ms,
    lastSignInAtMs: row.last_sign_in_at_ms,
    revision: row.revision,
  };
  const { password_hash: passwordHash, sealed_totp: sealedTotp, credentials_revision: credentialsRevision } = row;
  return { member, passwordHash, sealedTotp, credentialsRevision };
}

export function toStaffSessionRow({ session, ...record }: StaffSessionRecord): StaffSessionTable {
  return {
    id: session.id,
    member_id: session.memberId,
    token_hash: record.tokenHash,
    credentials_revision: record.credentialsRevision,
    how: session.how,
    address: session.address,
    user_agent: session.userAgent,
    created_at_ms: session.createdAtMs,
    last_seen_at_ms: session.lastSeenAtMs,
    stepped_up_until_ms: session.steppedUpUntilMs,
  };
}

export function toStaffSession(row: StaffSessionTable): StaffSession {
  return {
    id: row.id,
    memberId: row.member_id,
    how: row.how,
    address: row.address,
    userAgent: row.user_agent,
    createdAtMs: row.created_at_ms,
    lastSeenAtMs: row.last_seen_at_ms,
    steppedUpUntilMs: row.stepped_up_until_ms,
  };
}

export function toStaffLinkRow(link: StaffLink): StaffLinkTable {
  return {
    kind: link.kind,
    holder: link.holder,
    token_hash: link.tokenHash,
    resets_factors: link.resetsFactors ? 1 : 0,
    expires_at_ms: link.expiresAtMs,
  };
}

export function toStaffLink(row: StaffLinkTable): StaffLink {
  return {
    kind: row.kind,
    holder: row.holder,
    tokenHash: row.token_hash,
    resetsFactors: row.resets_factors === 1,
    expiresAtMs: row.expires_at_ms,
  };
}

function toReachJson(reach: StaffReach): string | null {
  return reach.kind === 'everything' ? null : JSON.stringify({ crms: reach.crms, brokers: reach.brokers });
}

function toReach(json: string | null): StaffReach {
  if (json === null) return { kind: 'everything' };
  const { crms, brokers } = JSON.parse(json) as { crms: string[]; brokers: string[] };
  return { kind: 'some', crms, brokers };
}
