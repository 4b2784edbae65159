import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { MailLinkEntry, MailLinkKind, MailLinkSubject } from './mail-link.ts';
import type { MailLinksDependencies } from './mail-links-dependencies.ts';

const TIMES = {
  validForMs: 30 * 60_000,
  /** So that it can be said that a link is expired or used. */
  rememberForMs: 24 * 3_600_000,
};

/** @returns The token: 256 bits that nobody can guess. */
export async function issueMailLink<Subject extends MailLinkSubject>(
  { expiring, telemetry }: MailLinksDependencies,
  kind: MailLinkKind,
  brokerName: string,
  subject: Subject,
): Promise<string> {
  const token = `${kind.prefix}_${newSecret(32)}`;
  const key = mailLinkKey(kind, brokerName, token);
  const entry: MailLinkEntry<Subject> = { subject, claimedUntilMs: null };
  await expiring.put(key, JSON.stringify(entry), TIMES);
  // From here on no link before it works.
  await expiring.put(latestMailLinkKey(kind, brokerName, subject.userId), key.id, TIMES);
  telemetry.tokenIssued(kind.purpose, brokerName);
  return token;
}

/** Where the entry of a link stands: under its white label, by its token's hash. */
export function mailLinkKey({ purpose }: MailLinkKind, brokerName: string, token: string): ExpiringKey {
  return { partition: brokerName, kind: `${purpose}-link`, id: hashToken(token) };
}

/** Where stands which link is a user's latest, by its token's hash. */
export function latestMailLinkKey({ purpose }: MailLinkKind, brokerName: string, userId: string): ExpiringKey {
  return { partition: brokerName, kind: `${purpose}-latest`, id: userId };
}
