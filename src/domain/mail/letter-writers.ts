import type { Letter, LetterKind } from './letter.ts';
import type { MailMessage } from './mail-backend.ts';

/** @returns `undefined` when there is nobody to write to. */
export type WriteLetter = (letter: Letter) => Promise<MailMessage | undefined>;

/** Who writes which kind of letter. */
export type LetterWriters = Readonly<Record<LetterKind, WriteLetter>>;
