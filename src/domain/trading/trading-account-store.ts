import type { TradingAccount } from './trading-account.ts';

/** Where trading accounts are kept. Every method is bound to one white label. */
export interface TradingAccountStore {
  /** @returns Whether it was added; `false` when the white label has this `login` in this environment. */
  add(account: TradingAccount): Promise<boolean>;
  /** @returns The oldest first. */
  listByUser(brokerName: string, userId: string): Promise<TradingAccount[]>;
  /** Notes the link and forgets the account's password. */
  markLinked(brokerName: string, accountId: string, ctidTraderAccountId: number): Promise<void>;
}
