/** What the platform learns of a trader who is signed in. */
export interface Session {
  readonly platformUserId: number;
  /** Only for a trader who chose to be kept logged in. */
  readonly accessToken?: string;
  /** Only where the white label uses it. */
  readonly inappToken?: string;
}

/** The group of everything that ends when the user is logged out everywhere. */
export function userGroup(platformUserId: number): string {
  return `user:${platformUserId}`;
}

/** The group of everything that ends with one sign-in. */
export function sessionGroup(sessionId: string): string {
  return `session:${sessionId}`;
}
