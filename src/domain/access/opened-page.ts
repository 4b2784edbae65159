/** A screen that a one-time token opened, as far as it takes to open it again. */
export interface OpenedPage {
  /** Names the page. */
  readonly page: string;
  /** The token that it was opened with, which is spent. */
  readonly token: string;
  readonly platformUserId: number;
  /** Whether the browser was known for this trader then. */
  readonly wasKnown: boolean;
  readonly claims: Readonly<Record<string, string>>;
  readonly expiresAtMs: number;
}
