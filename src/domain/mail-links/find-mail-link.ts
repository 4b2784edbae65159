import { BridgeError } from '../../errors/bridge-error.ts';
import { latestMailLinkKey, mailLinkKey } from './issue-mail-link.ts';
import type { MailLink, MailLinkEntry, MailLinkKind, MailLinkSubject } from './mail-link.ts';
import type { MailLinksDependencies } from './mail-links-dependencies.ts';

/** @returns A link that works, or that was used; whatever else is the matter is thrown. */
export async function findMailLink<Subject extends MailLinkSubject>(
  { expiring, clock }: MailLinksDependencies,
  kind: MailLinkKind,
  brokerName: string,
  token: string,
): Promise<MailLink<Subject>> {
  const { errors, prefix } = kind;
  const isOfOurFormat = token.startsWith(`${prefix}_`) && /^[a-z]{2}_[A-Za-z0-9_-]{43}$/.test(token);
  if (!isOfOurFormat) throw new BridgeError(errors.unknown, { detail: 'not of our format' });
  const key = mailLinkKey(kind, brokerName, token);
  const found = await expiring.get(key);
  if (!found) throw new BridgeError(errors.unknown);
  const { subject, claimedUntilMs } = JSON.parse(found.value) as MailLinkEntry<Subject>;
  if (found.state === 'spent') return { key, version: found.version, subject, isSpent: true };
  const latest = await expiring.get(latestMailLinkKey(kind, brokerName, subject.userId));
  if (latest?.value !== key.id) throw new BridgeError(errors.replaced);
  if (found.state === 'expired') throw new BridgeError(errors.expired);
  if (claimedUntilMs !== null && clock.nowMs() < claimedUntilMs) throw new BridgeError(errors.used);
  return { key, version: found.version, subject, isSpent: false };
}
