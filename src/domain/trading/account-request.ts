import type { AccountOffer } from '../brokers/broker.ts';

/**
 * `opening`: call 3.3 is on its way; once nobody is at work on it any more, its answer was lost. `opened`: the account of
 * the same id is there. `failed`: certainly nothing was opened, so that it may be tried anew. `unconfirmed`: nobody can know.
 */
export type AccountRequestState = 'opening' | 'opened' | 'failed' | 'unconfirmed';

/** Why nothing was opened: the platform said no, or could not be reached. */
export type AccountRequestFailure = 'refused' | 'unavailable';

/** One account that a user asked for, written down before the platform is asked. */
export interface AccountRequest {
  /** Chosen when the form was shown, so that sending it twice opens one account; the account's own id. */
  readonly id: string;
  readonly brokerName: string;
  readonly userId: string;
  readonly offer: AccountOffer;
  readonly state: AccountRequestState;
  readonly failure: AccountRequestFailure | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
