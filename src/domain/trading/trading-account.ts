/** A trading account of a user at the platform. */
export interface TradingAccount {
  readonly id: string;
  readonly brokerName: string;
  readonly userId: string;
  readonly environment: 'demo' | 'live';
  /** The platform's account number. */
  readonly login: number;
  readonly depositCurrency: string;
  /** How many digits of its minor unit stand behind the decimal point. */
  readonly moneyDigits: number;
  /** The MD5 of the account's password, sealed; needed until the account is linked, `null` afterwards. */
  readonly sealedPasswordHash: string | null;
  /** The link of the account to the platform's user; `null` until call 3.4 was answered. */
  readonly ctidTraderAccountId: number | null;
  readonly createdAtMs: number;
}
