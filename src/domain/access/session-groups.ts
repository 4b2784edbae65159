/** The group of everything that ends when the user is logged out everywhere. */
export function userGroup(platformUserId: number): string {
  return `user:${platformUserId}`;
}

/** The group of everything that ends with one sign-in. */
export function sessionGroup(sessionId: string): string {
  return `session:${sessionId}`;
}
