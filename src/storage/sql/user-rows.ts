import type { User } from '../../domain/users/user.ts';
import { foldName } from '../../lib/fold-name.ts';
import type { UserTable } from './schema.ts';

export function toUserRow(user: User, brokerCrmName: string): UserTable {
  return {
    id: user.id,
    broker_name: user.brokerName,
    broker_crm_name: brokerCrmName,
    email: user.email,
    password_hash: user.passwordHash,
    first_name: user.firstName,
    last_name: user.lastName,
    preferred_language: user.preferredLanguage,
    platform_user_id: user.platformUserId,
    platform_asked_at_ms: user.platformAskedAtMs,
    partner_id: user.attribution.partnerId,
    partner_reported_at_ms: user.attribution.partnerReportedAtMs,
    marketing_json: JSON.stringify(user.attribution.marketing),
    disabled_at_ms: user.disabledAtMs,
    sessions_ended_at_ms: user.sessionsEndedAtMs,
    revision: user.revision,
    created_at_ms: user.createdAtMs,
    updated_at_ms: user.updatedAtMs,
    ...toSearchNames(user),
  };
}

/** As they are searched: first and last name, and last and first. */
export function toSearchNames({ firstName, lastName }: Pick<User, 'firstName' | 'lastName'>) {
  const [first, last] = [firstName ?? '', lastName ?? ''];
  return { search_name: foldName(`${first} ${last}`), search_surname: foldName(`${last} ${first}`) };
}

export function toUser(row: UserTable): User {
  return {
    id: row.id,
    brokerName: row.broker_name,
    email: row.email,
    passwordHash: row.password_hash,
    firstName: row.first_name,
    lastName: row.last_name,
    preferredLanguage: row.preferred_language,
    platformUserId: row.platform_user_id,
    platformAskedAtMs: row.platform_asked_at_ms,
    attribution: {
      partnerId: row.partner_id,
      partnerReportedAtMs: row.partner_reported_at_ms,
      marketing: JSON.parse(row.marketing_json) as Record<string, string>,
    },
    disabledAtMs: row.disabled_at_ms,
    sessionsEndedAtMs: row.sessions_ended_at_ms,
    revision: row.revision,
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}
