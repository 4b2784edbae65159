/**
 * Where a deposit stands. `created → authorised → crediting → credited`, or `failed`; `unconfirmed` when the platform's
 * answer was lost, so that nobody can know whether the money is on the account.
 */
export type PaymentState = 'created' | 'authorised' | 'crediting' | 'credited' | 'failed' | 'unconfirmed';

/** Why a payment failed: the cashier declined it, or the platform refused it after that. */
export type PaymentFailure = 'declined' | 'refused';

/** A deposit of a trader, from the form to the platform's balance. */
export interface Payment {
  /** Chosen when the form was shown, so that sending it twice makes one payment; the platform's `externalId`. */
  readonly id: string;
  readonly brokerName: string;
  readonly userId: string;
  /** The platform's account number. */
  readonly login: number;
  readonly currency: string;
  readonly moneyDigits: number;
  /** In units of 10 to the power of minus `moneyDigits`. */
  readonly amountMinor: number;
  readonly state: PaymentState;
  readonly failure: PaymentFailure | null;
  /** The name of the cashier that was asked; no other one ever continues the payment. */
  readonly cashier: string;
  /** What the cashier calls its authorisation; `null` until there is one. */
  readonly cashierReference: string | null;
  /** How often the platform was asked to credit it. */
  readonly attempts: number;
  /** The platform's own number of the credit; `null` until there is one. */
  readonly balanceHistoryId: number | null;
  /** From when on another process may take it over: a lease while somebody works on it, a delay afterwards. */
  readonly dueAtMs: number;
  /** Grows with every change. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
