import type { LetterKind } from './letter.ts';

/** Carries mail away. */
export interface MailBackend {
  /**
   * @returns `refused` when the server will never take mail for this recipient.
   * @throws `mail_unavailable`; the mail may have been taken nevertheless.
   */
  send(message: MailMessage): Promise<'sent' | 'refused'>;
  /** Whether the server lets us in. */
  ping(): Promise<boolean>;
  /** Breaks off what is being sent. */
  close(): void;
}

/** Puts a letter into words. */
export type ComposeMail = (content: MailContent) => MailMessage;

/** The address of a screen of a white label, for whoever comes from a mail. */
export type LinkToScreen = (brokerName: string, path: string, query: Readonly<Record<string, string>>) => string;

export interface MailContent {
  /** Which words; `email-taken` is what an `email-change` turns into. */
  readonly kind: LetterKind | 'email-taken';
  readonly brokerName: string;
  /** The white label's name, as traders know it. */
  readonly displayName: string;
  readonly to: string;
  /** ISO 639-1. */
  readonly language: string;
  /** Where the letter's button leads; `null` for a letter without one. */
  readonly link: string | null;
}

export interface MailMessage {
  readonly brokerName: string;
  /** Shown as the sender. */
  readonly fromName: string;
  readonly to: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
