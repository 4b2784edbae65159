import type { Branding } from '../../domain/brokers/broker.ts';
import type { ComposeMail } from '../../domain/mail/mail-backend.ts';
import { isColour, readableOn } from '../../lib/colour.ts';

/** What the words and the looks of a mail come from. */
export interface MailTexts {
  /** Renders a template; every value is escaped. */
  readonly render: (view: string, data: object) => string;
  /** Which way a language is written. */
  readonly directionOf: (language: string) => 'ltr' | 'rtl';
  /** @returns `undefined` for a white label that is gone. */
  readonly brandingOf: (brokerName: string) => Branding | undefined;
  readonly translate: (language: string) => (key: string, values?: Readonly<Record<string, string | number>>) => string;
}

/**
 * A mail says nothing that a stranger typed – no name, no address –, for whoever signs up with another's address would
 * otherwise have the white label send words of their choosing.
 */
export function createComposeMail({ render, translate, directionOf, brandingOf }: MailTexts): ComposeMail {
  return ({ kind, brokerName, displayName, to, language, link }) => {
    const words = translate(language);
    const texts = Object.fromEntries(
      ['subject', 'title', 'text', ...(link === null ? [] : ['button']), 'note'].map((part) => [
        part,
        words(`mail.${kind}.${part}`, { displayName }),
      ]),
    );
    const signature = words('mail.signature', { displayName });
    const branding = brandingOf(brokerName);
    const imprint = imprintOf(branding);
    const { subject = '', title, text, button, note } = texts;
    return {
      brokerName,
      fromName: displayName,
      to,
      language,
      subject,
      text: [
        title,
        text,
        ...(link === null ? [] : [`${button}:\n${link}`]),
        note,
        ['--', signature, ...imprint].join('\n'),
      ].join('\n\n'),
      html: render('letter', {
        ...texts,
        ...{ link, displayName, signature, language, imprint },
        direction: directionOf(language),
        accent: accentOf(branding),
      }),
    };
  };
}

/** Who writes, and how to reach them; one line each. */
function imprintOf(branding: Branding | undefined): string[] {
  if (!branding) return [];
  const { legalEntity, jurisdiction, support } = branding;
  const lines = [
    [legalEntity, jurisdiction],
    [support.email, support.phone],
  ];
  return lines.map((parts) => parts.filter((part) => part).join(' · ')).filter((line) => line !== '');
}

const OWN_ACCENT = '#1d5fd1';

/** Of the button, whose words are white; programs for mail that prefer a dark ground leave both as they are. */
function accentOf(branding: Branding | undefined): string {
  const accent = branding?.accentLight ?? OWN_ACCENT;
  return readableOn(['#ffffff'], isColour(accent) ? accent : OWN_ACCENT);
}
