import type { SignInMethod } from './app-requests.ts';

/**
 * What is kept of a session. Apart from the first fields it is what the OpenID provider wants to know of it again.
 *
 * @see AppSessions
 */
export interface SessionRecord {
  readonly sessionId: string;
  /** `null` while nobody is signed in, or the platform does not know the user yet. */
  readonly platformUserId: number | null;
  readonly userId: string | null;
  /** Seconds since the Unix epoch. */
  readonly signedInAt: number;
  readonly method: SignInMethod;
  /** Where the browser was at the sign-in, where that is known. */
  readonly address?: string;
  /** Hash of the token that it came with. */
  readonly tokenHash?: string;
  /** Opaque to all but the provider. */
  readonly provider?: Readonly<Record<string, unknown>>;
}

/** A session as a request found it. */
export interface KnownSession {
  /** The cookie. */
  readonly id: string;
  readonly record: SessionRecord;
}
