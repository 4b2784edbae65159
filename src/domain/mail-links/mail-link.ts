import type { ErrorCode } from '../../errors/catalogue.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import type { TokenKind } from '../../lib/telemetry.ts';

/** Whom a link is for, and whatever else it carries. */
export type MailLinkSubject = Readonly<Record<string, string>> & { readonly userId: string };

/** A link that was found. */
export interface MailLink<Subject extends MailLinkSubject> {
  readonly key: ExpiringKey;
  readonly version: number;
  readonly subject: Subject;
  /** Whether what it led to was done. */
  readonly isSpent: boolean;
}

/** What the entry of a link holds. */
export interface MailLinkEntry<Subject extends MailLinkSubject> {
  readonly subject: Subject;
  /** While a job is under way: until when nobody else may begin one; `null` otherwise. */
  readonly claimedUntilMs: number | null;
}

/** What sets the links of one purpose apart from all others. */
export interface MailLinkKind {
  /** Also the name of its entries in the store. */
  readonly purpose: TokenKind;
  /** Two letters that its tokens begin with. */
  readonly prefix: string;
  readonly errors: Readonly<Record<'unknown' | 'expired' | 'used' | 'replaced', ErrorCode>>;
}
