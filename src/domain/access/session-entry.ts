/** What an access token or an in-app token carries. */
export interface SessionEntry {
  readonly platformUserId: number;
  readonly sessionId: string;
  readonly issuedAtMs?: number;
}
