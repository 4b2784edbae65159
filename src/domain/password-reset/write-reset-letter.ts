import type { Letter } from '../mail/letter.ts';
import type { MailMessage } from '../mail/mail-backend.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import { LINK_LIFETIME_MS, LINK_REMEMBERED_MS, latestLinkKey, linkKey, newResetToken } from './reset-link.ts';

/** @returns `undefined` when nobody has the address, or the white label is gone or switched off. */
export async function writeResetLetter(
  { brokers, users, composeMail, linkTo, expiring, telemetry }: PasswordResetDependencies,
  { kind, brokerName, email, language, parameters }: Letter,
): Promise<MailMessage | undefined> {
  const broker = brokers.find(brokerName);
  if (!broker?.enabled) return undefined;
  const user = await users.findByEmail(brokerName, email);
  if (!user) return undefined;

  const token = newResetToken();
  const key = linkKey(brokerName, token);
  const times = { validForMs: LINK_LIFETIME_MS, rememberForMs: LINK_REMEMBERED_MS };
  await expiring.put(key, JSON.stringify({ userId: user.id, claimedUntilMs: null }), times);
  // From here on no link before it works.
  await expiring.put(latestLinkKey(brokerName, user.id), key.id, times);
  telemetry.tokenIssued('password-reset', brokerName);
  return composeMail({
    kind,
    brokerName,
    displayName: broker.displayName,
    to: user.email,
    language: broker.screens.languages.includes(user.preferredLanguage) ? user.preferredLanguage : language,
    link: linkTo(brokerName, '/auth/reset-password', { ...parameters, token }),
  });
}
