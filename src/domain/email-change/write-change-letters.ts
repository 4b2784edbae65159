import type { Broker } from '../brokers/broker.ts';
import type { Letter } from '../mail/letter.ts';
import type { MailMessage } from '../mail/mail-backend.ts';
import type { MailLinks } from '../mail-links/mail-links.ts';
import type { User } from '../users/user.ts';
import type { EmailChangeDependencies } from './email-change-dependencies.ts';
import { type EmailLinkSubject, passwordMarkOf } from './email-link.ts';

/**
 * To the new address: the link, or, when somebody has that address already, word that nothing was changed.
 *
 * @returns `undefined` when who asked is gone or has another password since, or the white label is gone or switched off.
 */
export async function writeLinkLetter(
  dependencies: EmailChangeDependencies,
  links: MailLinks<EmailLinkSubject>,
  letter: Letter,
): Promise<MailMessage | undefined> {
  const { users, composeMail, linkTo } = dependencies;
  const { brokerName, email, parameters } = letter;
  const asked = await findWhoAsked(dependencies, letter);
  if (!asked || asked.user.email === email) return undefined;
  const { broker, user } = asked;
  const holder = await users.findAnyByEmail(brokerName, email);
  const content = { brokerName, displayName: broker.displayName, to: email };
  if (holder) {
    return composeMail({ ...content, kind: 'email-taken', language: languageOf(broker, holder, letter), link: null });
  }
  const token = await links.issue(brokerName, {
    userId: user.id,
    newEmail: email,
    passwordMark: passwordMarkOf(user),
  });
  return composeMail({
    ...content,
    kind: 'email-change',
    language: languageOfPage(letter) ?? languageOf(broker, user, letter),
    link: linkTo(brokerName, '/auth/confirm-email', { ...parameters, token }),
  });
}

/** To the old address, whose reader may know nothing of it. */
export async function writeNoticeLetter(
  dependencies: EmailChangeDependencies,
  letter: Letter,
): Promise<MailMessage | undefined> {
  const { composeMail, linkTo } = dependencies;
  const { brokerName, email, parameters } = letter;
  const asked = await findWhoAsked(dependencies, letter);
  if (!asked) return undefined;
  const { broker, user } = asked;
  return composeMail({
    kind: 'email-change-notice',
    brokerName,
    displayName: broker.displayName,
    to: email,
    language: languageOf(broker, user, letter),
    link: linkTo(brokerName, '/auth/reset-password', parameters),
  });
}

async function findWhoAsked(
  { brokers, users }: EmailChangeDependencies,
  { brokerName, about }: Letter,
): Promise<{ broker: Broker; user: User } | undefined> {
  const broker = brokers.find(brokerName);
  if (!broker?.enabled) return undefined;
  const user = await users.findById(brokerName, about?.userId ?? '');
  return user && passwordMarkOf(user) === about?.passwordMark ? { broker, user } : undefined;
}

function languageOf({ screens }: Broker, { preferredLanguage }: User, { language }: Letter): string {
  return screens.languages.includes(preferredLanguage) ? preferredLanguage : language;
}

/** @returns Nothing where the trader has not chosen one. Who else has an address may not read that of the page. */
function languageOfPage({ language, parameters }: Letter): string | undefined {
  return parameters.lang?.toLowerCase() === language ? language : undefined;
}
