/** The group of everything that ends when the user is logged out everywhere, by the platform's id. */
export function userGroup(platformUserId: number): string {
  return `user:${platformUserId}`;
}

/** The same of what apps hold, by our id. */
export function accountGroup(userId: string): string {
  return `account:${userId}`;
}

/** The group of everything that ends with one sign-in. */
export function sessionGroup(sessionId: string): string {
  return `session:${sessionId}`;
}

/** The group of what apps may use while nobody is there; it ends with the sign-in only where all of it is to end. */
export function signInGroup(sessionId: string): string {
  return `sign-in:${sessionId}`;
}

/** The group of everything that an app got by one consent; the consent itself is not in it. */
export function grantGroup(grantId: string): string {
  return `grant:${grantId}`;
}
