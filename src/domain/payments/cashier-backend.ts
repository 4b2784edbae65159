/** Takes money from traders. */
export interface CashierBackend {
  /** Kept with every payment. */
  readonly name: string;
  /**
   * Asks for the money. Idempotent by `paymentId`: asked again, it says again what it said. It throws when it gave no
   * answer; it is asked again later then.
   */
  authorise(request: CashierRequest): Promise<CashierAnswer>;
}

export interface CashierRequest {
  readonly paymentId: string;
  readonly brokerName: string;
  readonly userId: string;
  /** In units of 10 to the power of minus `moneyDigits`. */
  readonly amountMinor: number;
  readonly moneyDigits: number;
  readonly currency: string;
}

export type CashierAnswer =
  | { readonly outcome: 'authorised'; readonly reference: string }
  | { readonly outcome: 'declined' };
