import type { User } from './user.ts';

/** What staff looks for; it is taken for an id, the beginning of an email address, and the beginning of a name, in this order. */
export interface UserSearch {
  /** Where to look; `null` is everywhere. */
  readonly brokerNames: readonly string[] | null;
  /** Our id or the platform's as a whole, or how an email address, a first or a last name begins. Empty finds everybody. */
  readonly text: string;
  /** `next` of the page before. */
  readonly after?: UserSearchPlace | undefined;
  readonly limit: number;
}

/** Which way a user was found. */
export type UserSearchPhase = 'id' | 'platform-user' | 'email' | 'name' | 'surname';

/** Where a page ended. Says nothing of the user but the id. */
export interface UserSearchPlace {
  readonly phase: UserSearchPhase;
  readonly id: string;
}

/** Within one way to be found by white label, then by what was looked for. */
export interface UserSearchPage {
  readonly users: readonly User[];
  /** `null` on the last page. */
  readonly next: UserSearchPlace | null;
}
