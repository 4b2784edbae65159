import type { Backlog } from '../../lib/backlog.ts';
import type { BridgeEvent } from '../events/bridge-event.ts';
import type { Payment, PaymentKind, PaymentState } from './payment.ts';
import type { PaymentSearch } from './payment-search.ts';

/** Where payments are kept. */
export interface PaymentStore {
  /**
   * @param event - What happened with it, if anybody is to hear of it; written if the payment is.
   * @returns Whether it was added; `false` when the white label has a payment of this id.
   */
  add(payment: Payment, event?: BridgeEvent): Promise<boolean>;
  find(brokerName: string, paymentId: string): Promise<Payment | undefined>;
  /**
   * Writes what can change of a payment, if it still stands where it was read. Of any number of processes that change
   * one reading exactly one gets `true`, and its event is written with the change.
   */
  replace(payment: Payment, expected: Expected, event?: BridgeEvent): Promise<boolean>;
  /** @returns Payments of all white labels that nobody works on and that are not at their end, the oldest due first. */
  listDue(due: DuePayments): Promise<Payment[]>;
  /** @returns Payments of one white label, the newest first. */
  list(brokerName: string, filter: PaymentFilter): Promise<Payment[]>;
  /** @returns Payments of any number of white labels, the newest first; of those of one moment, by their ids. */
  search(search: PaymentSearch): Promise<Payment[]>;
  /** @param brokerNames - `null` is all white labels. */
  countUnconfirmed(brokerNames: readonly string[] | null): Promise<Backlog>;
}

/** How a payment stood when it was read. */
export interface Expected {
  readonly state: PaymentState;
  readonly revision: number;
}

export interface DuePayments {
  readonly nowMs: number;
  /** Only of cashiers of these kinds, see `cashierKindOf`, but for those whose change of a balance was interrupted. */
  readonly cashiers: readonly string[];
  /** The white labels whose unconfirmed payments may be sent again. */
  readonly retryUnconfirmedOf: readonly string[];
  readonly limit: number;
}

export interface PaymentFilter {
  /** All of them when left out. */
  readonly kind?: PaymentKind;
  readonly state?: PaymentState;
  readonly userId?: string;
  /** Of this moment and later. */
  readonly createdFromMs?: number;
  /** Of before this moment. */
  readonly createdBeforeMs?: number;
  /** The last payment of the page before. */
  readonly after?: PaymentPlace;
  readonly limit: number;
}

/** Where a payment stands in a list. */
export type PaymentPlace = Pick<Payment, 'createdAtMs' | 'id'>;
