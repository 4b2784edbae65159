import type { AccountRequest, AccountRequestState } from './account-request.ts';

/** Where requests for accounts are kept. Every method is bound to one white label. */
export interface AccountRequestStore {
  /** @returns Whether it was added; `false` when the white label has a request of this id. */
  add(request: AccountRequest): Promise<boolean>;
  find(brokerName: string, requestId: string): Promise<AccountRequest | undefined>;
  /** @returns The oldest first. */
  listByUser(brokerName: string, userId: string): Promise<AccountRequest[]>;
  /** Writes state, failure and time of a request that stands in one of these states. @returns Whether it did. */
  move(request: AccountRequest, from: readonly AccountRequestState[]): Promise<boolean>;
}
