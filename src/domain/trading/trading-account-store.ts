import type { BridgeEvent } from '../events/bridge-event.ts';
import type { TradingAccount } from './trading-account.ts';

/** Where trading accounts are kept. Every method is bound to one white label. */
export interface TradingAccountStore {
  /**
   * @param event - What happened with it, if anybody is to hear of it; written if the account is.
   * @returns Whether it was added; `false` when the white label has this `login` in this environment.
   */
  add(account: TradingAccount, event?: BridgeEvent): Promise<boolean>;
  findByLogin(
    brokerName: string,
    environment: TradingAccount['environment'],
    login: number,
  ): Promise<TradingAccount | undefined>;
  /** @returns The oldest first. */
  listByUser(brokerName: string, userId: string): Promise<TradingAccount[]>;
  /** @returns The accounts whose password is still kept. */
  listSealed(brokerName: string): Promise<SealedAccount[]>;
  /** Replaces a sealed password, unless it was forgotten or replaced in between. */
  replaceSealed(brokerName: string, accountId: string, expected: string, resealed: string): Promise<void>;
  /** Notes the link and forgets the account's password, unless it is linked already; writes the event if it does. */
  markLinked(brokerName: string, accountId: string, ctidTraderAccountId: number, event?: BridgeEvent): Promise<void>;
}

export type SealedAccount = Pick<TradingAccount, 'id' | 'login'> & { readonly sealedPasswordHash: string };
