import type { ListedSession } from '../../../domain/access/listed-session.ts';
import type { ShownAgreement } from '../../../domain/agreements/shown-agreement.ts';
import type { Signature } from '../../../domain/agreements/signature.ts';
import type { AuditEntry } from '../../../domain/audit/audit-entry.ts';
import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import type { User } from '../../../domain/users/user.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';

/** What of a user is personal. */
export const LISTED_FIELDS = ['email', 'firstName', 'lastName', 'platformUserId'];
export const USER_FIELDS = [
  ...LISTED_FIELDS,
  ...['preferredLanguage', 'partnerId', 'accounts', 'sessions', 'agreements', 'payments', 'kyc'],
];

export function showListedUser({ createdAtMs, disabledAtMs, ...user }: User) {
  const { id, brokerName, email, firstName, lastName, platformUserId } = user;
  return {
    ...{ id, brokerName, email, firstName, lastName, platformUserId },
    enabled: disabledAtMs === null,
    createdAt: toRfc3339(createdAtMs),
  };
}

export function showProfile(user: User) {
  const { preferredLanguage, attribution, disabledAtMs, sessionsEndedAtMs, updatedAtMs, revision } = user;
  return {
    ...showListedUser(user),
    ...{ preferredLanguage, partnerId: attribution.partnerId, revision },
    disabledAt: timeOrNull(disabledAtMs),
    sessionsEndedAt: timeOrNull(sessionsEndedAtMs),
    updatedAt: toRfc3339(updatedAtMs),
  };
}

/** Nothing personal. */
export function showState({ id, brokerName, disabledAtMs, revision }: User) {
  return { id, brokerName, enabled: disabledAtMs === null, revision };
}

export function showAccount(account: TradingAccount) {
  const { id, environment, login, depositCurrency, ctidTraderAccountId, createdAtMs } = account;
  const isLinked = ctidTraderAccountId !== null;
  return { id, environment, login, currency: depositCurrency, isLinked, createdAt: toRfc3339(createdAtMs) };
}

export function showSession({ signedInAtMs, ...session }: ListedSession) {
  const { id, holders, method, address, clientIds } = session;
  return { id, holders, signedInAt: toRfc3339(signedInAtMs), method, address, clientIds };
}

export function showSignature({ agreementId, version, language, signedAtMs, textSha256 }: Signature) {
  return { id: agreementId, version, language, signedAt: toRfc3339(signedAtMs), textSha256 };
}

export function showOutstanding({ id, version, title }: ShownAgreement) {
  return { id, version, title };
}

export function showEntry({ id, atMs, actor, action, changes, reason, address }: AuditEntry) {
  const name = actor.kind === 'staff' ? actor.email : actor.kind === 'command-line' ? actor.name : 'bridge';
  return { id, at: toRfc3339(atMs), actor: name, action, changes, reason, address };
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms);
}
