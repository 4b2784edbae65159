import type { LinkedUser } from './user.ts';

/** A sign-in that is good, and waits for the trader to choose something first. */
export interface HeldSignIn {
  readonly user: LinkedUser;
  readonly keepMeLoggedIn: boolean;
  /** What the form is about, for who holds the sign-in. */
  readonly subjectId: string;
  /** When the trader proved the password; just now, where it is left out. */
  readonly signedInAtMs?: number;
}

export interface FoundSignIn extends HeldSignIn {
  readonly signedInAtMs: number;
  /** It has signed in; for a while it still helps whoever clicks twice. */
  readonly isDone: boolean;
}
