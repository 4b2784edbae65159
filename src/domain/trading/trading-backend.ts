import type { AccountOffer, Broker } from '../brokers/broker.ts';

/**
 * The platform's calls about trading accounts.
 *
 * Every method throws `platform_unavailable` when the outcome is unknown or the platform does not answer, and
 * `platform_refused` when it said no.
 */
export interface TradingBackend {
  /** Call 3.3. Not idempotent: an answer that is lost leaves an account that nobody knows. */
  createAccount(broker: Broker, account: NewPlatformAccount): Promise<CreatedPlatformAccount>;
  /** Call 3.4; may be repeated. @returns The `ctidTraderAccountId`. */
  linkAccount(broker: Broker, link: AccountLink): Promise<number>;
  /** Call 3.5. Not idempotent. @returns The `balanceHistoryId`. */
  changeBalance(broker: Broker, change: BalanceChange): Promise<number>;
}

export interface NewPlatformAccount {
  readonly offer: AccountOffer;
  /** MD5 in hex, as the platform wants it. */
  readonly passwordMd5: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string;
}

export interface CreatedPlatformAccount {
  readonly login: number;
  /** How many digits of the platform's integers stand behind the decimal point. */
  readonly moneyDigits: number;
}

export interface AccountLink {
  readonly login: number;
  readonly passwordMd5: string;
  readonly platformUserId: number;
  readonly environment: 'demo' | 'live';
}

export interface BalanceChange {
  readonly login: number;
  readonly type: 'DEPOSIT' | 'WITHDRAW' | 'DEPOSIT_NONWITHDRAWABLE_BONUS' | 'WITHDRAW_NONWITHDRAWABLE_BONUS';
  /** A positive decimal number in units of the account's currency, such as `250.00`. */
  readonly preciseAmount: string;
  readonly comment?: string;
  readonly externalId?: string;
  readonly externalNote?: string;
  readonly source?: string;
  /** From then on it is not sent any more; not on the wire. */
  readonly sendBeforeMs?: number;
}
