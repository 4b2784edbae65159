/** That a user agreed to one version of one document, and how that is known. */
export interface Signature {
  readonly brokerName: string;
  /** May name a user who was never made: it is written before the user is. */
  readonly userId: string;
  readonly agreementId: string;
  readonly version: string;
  /** ISO 639-1, of the title that was shown. */
  readonly language: string;
  /** SHA-256 in hex of the text that was shown. @see `textOfAgreement` */
  readonly textSha256: string;
  readonly signedAtMs: number;
  /** Of the trader's browser; empty where a signature was taken in with its user. */
  readonly address: string;
  /** As the browser called itself; cut to a sensible length. */
  readonly userAgent: string;
  /** When the platform was told (call 3.13); `null` while it was not. */
  readonly reportedAtMs: number | null;
  /** Of the broker's system that noted it for the trader; `null` where the trader signed on our own page. */
  readonly apiKeyId: string | null;
}
