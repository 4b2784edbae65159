import type { Payment, PaymentKind, PaymentState } from './payment.ts';

/** What staff looks for among payments, at any number of white labels. */
export interface PaymentSearch {
  /** Where to look; `null` is everywhere. */
  readonly brokerNames: readonly string[] | null;
  /** All of them when left out. */
  readonly kind?: PaymentKind | undefined;
  readonly state?: PaymentState | undefined;
  /** `true`: those alone whose money staff has to give back. */
  readonly isByHand?: boolean | undefined;
  readonly userId?: string | undefined;
  /** Made at this moment or later. */
  readonly createdFromMs?: number | undefined;
  /** Made before this moment. */
  readonly createdBeforeMs?: number | undefined;
  /** The id, or what the cashier calls it; as a whole. */
  readonly reference?: string | undefined;
  /** `next` of the page before. */
  readonly after?: Pick<Payment, 'createdAtMs' | 'id'> | undefined;
  readonly limit: number;
}

/** The newest first. */
export interface PaymentSearchPage {
  readonly payments: readonly Payment[];
  /** `null` on the last page. */
  readonly next: Pick<Payment, 'createdAtMs' | 'id'> | null;
}
