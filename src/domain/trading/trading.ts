/**
 * Trading accounts of traders.
 *
 * Owns which accounts a user has here, and opening them. Does not own balances: the platform does. Invariants: an account
 * belongs to one user of one white label; one request opens at most one account, whatever happens in between.
 */

import { newRecordId } from '../../lib/ids.ts';
import type { Broker, OpenAccountOffer } from '../brokers/broker.ts';
import type { LinkedUser, User } from '../users/user.ts';
import { type BoundAccount, bindAccount } from './bind-account.ts';
import { ensureFirstAccount } from './ensure-first-account.ts';
import { findAccount } from './find-account.ts';
import { type ImportedAccount, importAccount } from './import-account.ts';
import { offersFirstAccount } from './offers-first-account.ts';
import { type AccountForm, openAccount } from './open-account.ts';
import { resealAccounts } from './reseal-accounts.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

export interface Trading {
  /**
   * Opens and links the account that the white label gives a new trader, unless there is one, and links what an earlier
   * opening left unlinked. May be repeated.
   *
   * A platform that fails keeps no trader out: what is missing is finished at the next sign-in.
   *
   * @param mayOpen - Where the trader has agreements to sign, nothing is opened, only linked.
   */
  ensureFirstAccount(broker: Broker, user: LinkedUser, mayOpen: boolean): Promise<void>;
  /** Whether the trader has none, gets none without asking, and can choose one. */
  offersFirstAccount(broker: Broker, user: LinkedUser): Promise<boolean>;
  /** @returns An id for a form, which opens at most one account with it. */
  newAccountRequestId(): string;
  /**
   * Opens and links the account that a form asks for, or finds what became of the form when it was sent before. One by
   * which certainly nothing was opened is tried anew.
   *
   * @returns The account; `undefined` when the form was for the first only and there is one already.
   * @throws `account_choice_unknown`, `account_request_changed`, `accounts_exhausted`, `account_refused`,
   *   `account_unavailable`, `account_unconfirmed`, `account_unlinked`, `too_many_attempts`, `busy`
   */
  openAccount(broker: Broker, user: LinkedUser, form: AccountForm): Promise<TradingAccount | undefined>;
  /** @returns What traders of the white label may open. */
  listOffers(broker: Broker): readonly OpenAccountOffer[];
  /**
   * Gives a user an account that exists at the platform (call 3.4). One that the user has already is found.
   *
   * @throws `parameter_invalid`, `account_bound`, `account_link_refused`, `accounts_exhausted`, `platform_unavailable`, `busy`
   */
  bindAccount(broker: Broker, user: LinkedUser, account: BoundAccount): Promise<TradingAccount>;
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

const OPENINGS = { name: 'account-opening', points: 10, windowSeconds: 3600 };

export function createTrading(dependencies: TradingDependencies): Trading {
  const openings = dependencies.createRateLimiter(OPENINGS);
  return {
    ensureFirstAccount: (broker, user, mayOpen) => ensureFirstAccount(dependencies, broker, user, mayOpen),
    offersFirstAccount: (broker, user) => offersFirstAccount(dependencies, broker, user),
    newAccountRequestId: () => newRecordId(dependencies.clock.nowMs()),
    openAccount: (broker, user, form) => openAccount(dependencies, openings, broker, user, form),
    listOffers: ({ accountOffers }) => accountOffers,
    bindAccount: (broker, user, account) => bindAccount(dependencies, broker, user, account),
    listAccounts: (broker, user) => dependencies.store.listByUser(broker.brokerName, user.id),
    findAccount: (broker, userId, login) => findAccount(dependencies, broker, userId, login),
    resealSecrets: (broker) => resealAccounts(dependencies, broker.brokerName),
    import: (broker, user, account) => importAccount(dependencies, broker, user, account),
  };
}
