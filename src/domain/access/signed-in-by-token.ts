import type { LinkedUser } from '../users/user.ts';

/** Whom a one-time token signed in. */
export interface SignedInByToken {
  readonly user: LinkedUser;
  /** Of the browser in which the trader signed in first, where that is known. */
  readonly sessionId: string | undefined;
}
