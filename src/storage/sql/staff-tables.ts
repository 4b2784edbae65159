import type { StaffMember } from '../../domain/staff/staff-member.ts';
import type { StaffSession } from '../../domain/staff/staff-session.ts';
import type { StaffLinkKind } from '../../domain/staff/staff-store.ts';

export interface StaffMemberTable {
  id: string;
  email: string;
  name: string;
  role: StaffMember['role'];
  /** `null` is everything. */
  reach_json: string | null;
  status: StaffMember['status'];
  password_hash: string | null;
  sealed_totp: string | null;
  totp_last_step: number | null;
  credentials_revision: number;
  revision: number;
  last_sign_in_at_ms: number | null;
  created_at_ms: number;
}

export interface StaffRecoveryCodeTable {
  member_id: string;
  code_hash: string;
}

export interface StaffSessionTable {
  id: string;
  member_id: string;
  token_hash: string;
  credentials_revision: number;
  how: StaffSession['how'];
  address: string;
  user_agent: string;
  created_at_ms: number;
  last_seen_at_ms: number;
  stepped_up_until_ms: number | null;
}

export interface StaffLinkTable {
  kind: StaffLinkKind;
  holder: string;
  token_hash: string;
  resets_factors: number;
  expires_at_ms: number | null;
}
