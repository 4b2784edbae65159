import type { ComposeMail } from '../../domain/mail/mail-backend.ts';

/** What the words and the looks of a mail come from. */
export interface MailTexts {
  /** Renders a template; every value is escaped. */
  readonly render: (view: string, data: object) => string;
  readonly translate: (language: string) => (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

/**
 * A mail says nothing that a stranger typed – no name, no address –, for whoever signs up with another's address would
 * otherwise have the white label send words of their choosing.
 */
export function createComposeMail({ render, translate }: MailTexts): ComposeMail {
  return ({ kind, brokerName, displayName, to, language, link }) => {
    const words = translate(language);
    const texts = Object.fromEntries(
      ['subject', 'title', 'text', ...(link === null ? [] : ['button']), 'note'].map((part) => [
        part,
        words(`mail.${kind}.${part}`, { displayName }),
      ]),
    );
    const signature = words('mail.signature', { displayName });
    const { subject = '', title, text, button, note } = texts;
    return {
      brokerName,
      fromName: displayName,
      to,
      language,
      subject,
      text: [title, text, ...(link === null ? [] : [`${button}:\n${link}`]), note, `--\n${signature}`].join('\n\n'),
      html: render('letter', { ...texts, link, displayName, signature, language }),
    };
  };
}
