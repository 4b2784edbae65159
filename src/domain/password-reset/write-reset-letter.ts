import type { Broker } from '../brokers/broker.ts';
import type { Letter } from '../mail/letter.ts';
import type { MailMessage } from '../mail/mail-backend.ts';
import type { MailLinks } from '../mail-links/mail-links.ts';
import type { User } from '../users/user.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import type { ResetSubject } from './reset-link.ts';

/** @returns `undefined` when nobody has the address, or the white label is gone or switched off. */
export async function writeResetLetter(
  { brokers, users, composeMail, linkTo }: PasswordResetDependencies,
  links: MailLinks<ResetSubject>,
  { kind, brokerName, email, language, parameters }: Letter,
): Promise<MailMessage | undefined> {
  const broker = brokers.find(brokerName);
  if (!broker?.enabled) return undefined;
  const user = await users.findByEmail(brokerName, email);
  if (!user) return undefined;

  const token = await links.issue(brokerName, { userId: user.id });
  return composeMail({
    kind,
    brokerName,
    displayName: broker.displayName,
    to: user.email,
    language: languageOf(broker, user, { language, parameters }),
    link: linkTo(brokerName, '/auth/reset-password', { ...parameters, token }),
  });
}

/** That of the page where the trader chose one, or the trader's own. */
function languageOf(
  { screens }: Broker,
  { preferredLanguage }: User,
  { language, parameters }: Pick<Letter, 'language' | 'parameters'>,
): string {
  if (parameters.lang?.toLowerCase() === language) return language;
  return screens.languages.includes(preferredLanguage) ? preferredLanguage : language;
}
