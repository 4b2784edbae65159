/** What the platform learns of a trader who is signed in. */
export interface Session {
  readonly platformUserId: number;
  /** Only for a trader who chose to be kept logged in. */
  readonly accessToken?: string;
  /** Only where the white label uses it. */
  readonly inappToken?: string;
}
