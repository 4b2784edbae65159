/** A user of the simulated platform. The same email at two brokers is two users. */
export interface PlatformUser {
  readonly userId: number;
  readonly brokerName: string;
  /** In lower case. */
  email: string;
  readonly firstName: string | null;
  readonly nickName: string | null;
  readonly preferredLanguage: string | null;
  partnerId: string | null;
  ribbons: readonly object[];
  agreementAcceptedAtMs: number | null;
  loggedOutAtMs: number | null;
  readonly createdAtMs: number;
}

/** A trading account. */
export interface PlatformTrader {
  readonly login: number;
  readonly brokerName: string;
  /** Learned when the account is linked; `null` until then. */
  environment: 'demo' | 'live' | null;
  readonly depositCurrency: string;
  readonly moneyDigits: number;
  /** Scaled by 10 to the power of `moneyDigits`. */
  balance: number;
  /** Likewise. */
  bonus: number;
  /** MD5 in hex; `null` for a seeded account, which takes any. */
  readonly hashedPassword: string | null;
  /** Whatever else call 3.3 said of it. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly createdAtMs: number;
}

/** Which user an account belongs to. */
export interface AccountLink {
  readonly ctidTraderAccountId: number;
  readonly login: number;
  readonly userId: number;
}

export interface BalanceChange {
  readonly balanceHistoryId: number;
  readonly login: number;
  readonly type: string;
  /** Scaled by the account's `moneyDigits`. */
  readonly amount: number;
  readonly externalId: string | null;
  readonly atMs: number;
}

/** A one-time token of the platform's own, for the hand-off call. */
export interface HandOffToken {
  readonly token: string;
  readonly userId: number;
  readonly login: number;
  readonly expiresAtMs: number;
  used: boolean;
}

/** Somebody signed in to the simulated app. */
export interface AppSession {
  readonly id: string;
  readonly brokerName: string;
  userId: number;
  accessToken: string | null;
  inappToken: string | null;
  /** Which ribbons the trader closed. */
  closedRibbons?: readonly string[];
}

export interface ManagerToken {
  readonly token: string;
  readonly brokerName: string;
}
