import type { SignInMethod } from './app-requests.ts';

/** One sign-in of a trader, with all that hangs on it. */
export interface ListedSession {
  /** Names the session; opens nothing. */
  readonly id: string;
  /** What is alive of it: a browser, an access token that the platform holds, apps. */
  readonly holders: readonly SessionHolder[];
  readonly signedInAtMs: number;
  /** `null` where nothing but the platform's token is left. */
  readonly method: SignInMethod | null;
  /** Where the browser was; `null` where that is not known. */
  readonly address: string | null;
  /** Of the apps. */
  readonly clientIds: readonly string[];
}

export type SessionHolder = 'browser' | 'platform' | 'app';
