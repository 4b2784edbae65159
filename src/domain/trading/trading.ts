/**
 * Trading accounts of traders.
 *
 * Owns which accounts a user has here, and opening the first one. Does not own balances: the platform does. Invariants:
 * an account belongs to one user of one white label; each step of opening one may be repeated.
 */
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser, User } from '../users/user.ts';
import { ensureFirstAccount } from './ensure-first-account.ts';
import { findAccount } from './find-account.ts';
import { type ImportedAccount, importAccount } from './import-account.ts';
import { resealAccounts } from './reseal-accounts.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

export interface Trading {
  /**
   * Opens and links the account that the white label gives a new trader, unless there is one. May be repeated.
   *
   * A platform that fails keeps no trader out: what is missing is finished at the next sign-in.
   */
  ensureFirstAccount(broker: Broker, user: LinkedUser): Promise<void>;
  /** @returns The oldest first. */
  listAccounts(broker: Broker, user: User): Promise<readonly TradingAccount[]>;
  /**
   * @param login - The platform's account number.
   * @returns The account, if it is this user's and the platform shows it to that user.
   */
  findAccount(broker: Broker, userId: string, login: number): Promise<TradingAccount | undefined>;
  /** Seals with the current key whatever an older key sealed. @returns How many there were. */
  resealSecrets(broker: Broker): Promise<number>;
  /** Takes in an account that exists at the platform already. @returns Whether it was added. */
  import(broker: Broker, user: User, account: ImportedAccount): Promise<boolean>;
}

export function createTrading(dependencies: TradingDependencies): Trading {
  return {
    ensureFirstAccount: (broker, user) => ensureFirstAccount(dependencies, broker, user),
    listAccounts: (broker, user) => dependencies.store.listByUser(broker.brokerName, user.id),
    findAccount: (broker, userId, login) => findAccount(dependencies, broker, userId, login),
    resealSecrets: (broker) => resealAccounts(dependencies, broker.brokerName),
    import: (broker, user, account) => importAccount(dependencies, broker, user, account),
  };
}
