/** What a trader is to be told by mail, before it is put into words. */
export interface Letter {
  readonly kind: LetterKind;
  /** The white label that writes. */
  readonly brokerName: string;
  /** Of the trader, in lower case. */
  readonly email: string;
  /** ISO 639-1; of the page that led to the letter. */
  readonly language: string;
  /** Parameters of that page, which the letter's link leads back to. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What else its writer has to know; no reader ever sees it. */
  readonly about?: Readonly<Record<string, string>>;
}

export type LetterKind = 'password-reset' | 'welcome' | 'password-changed' | 'email-change' | 'email-change-notice';
