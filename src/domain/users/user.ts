/** A trader, at one white label. The same person at another white label is another user. */
export interface User {
  readonly id: string;
  readonly brokerName: string;
  /** In lower case. */
  readonly email: string;
  /** Argon2id, in PHC format. */
  readonly passwordHash: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** ISO 639-1. */
  readonly preferredLanguage: string;
  /** The platform's `userId`; `null` until the platform has made the user. */
  readonly platformUserId: number | null;
  /** When the platform was first asked to make the user; tells an answer that was lost from a stranger's user. */
  readonly platformAskedAtMs: number | null;
  readonly attribution: Attribution;
  /** Since when nobody gets in as this user; `null` while the user may. */
  readonly disabledAtMs: number | null;
  /** What was issued to the user until then is worth nothing; `null` while nothing is known of an end. */
  readonly sessionsEndedAtMs: number | null;
  /** Grows with every change that can be seen from outside; 1 at first. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/** Where a sign-up came from. */
export interface Attribution {
  readonly partnerId: string | null;
  /** When the platform was told of the partner (call 3.6); `null` while it was not. */
  readonly partnerReportedAtMs: number | null;
  /** `utm_*` and `gclid` of the sign-up page. */
  readonly marketing: Readonly<Record<string, string>>;
}

/** A user whom the platform knows. */
export type LinkedUser = User & { readonly platformUserId: number };
