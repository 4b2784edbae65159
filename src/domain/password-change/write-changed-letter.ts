import type { Letter } from '../mail/letter.ts';
import type { MailMessage } from '../mail/mail-backend.ts';
import type { PasswordChangeDependencies } from './password-change-dependencies.ts';

/** It has no link, for that is what who fakes such letters puts into them. */
export async function writeChangedLetter(
  { brokers, users, composeMail }: PasswordChangeDependencies,
  { kind, brokerName, email, language, about }: Letter,
): Promise<MailMessage | undefined> {
  const broker = brokers.find(brokerName);
  if (!broker?.enabled) return undefined;
  const user = await users.findById(brokerName, about?.userId ?? '');
  const spoken = user && broker.screens.languages.includes(user.preferredLanguage) ? user.preferredLanguage : language;
  return composeMail({ kind, brokerName, displayName: broker.displayName, to: email, language: spoken, link: null });
}
