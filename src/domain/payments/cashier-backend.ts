import type { Broker } from '../brokers/broker.ts';

export type CashierName = 'sandbox' | 'redirect';

/**
 * Takes money from traders, and pays it out. Every call is idempotent by `paymentId`: made again, it says again what it
 * said. One that throws gave no answer; it is made again later.
 */
export interface CashierBackend {
  /** Kept with every payment. */
  readonly name: CashierName;
  /** Asks for the money of a deposit. */
  authorise(broker: Broker, request: AuthoriseRequest): Promise<CashierAnswer>;
  /** Gives back what was authorised, because the platform refused to credit it. */
  release(broker: Broker, request: CashierRequest): Promise<ReleaseAnswer>;
  /** Pays out what was taken from the trading account. */
  payOut(broker: Broker, request: CashierRequest): Promise<PayOutAnswer>;
}

export interface CashierRequest {
  readonly paymentId: string;
  readonly userId: string;
  /** The platform's account number. */
  readonly login: number;
  /** In units of 10 to the power of minus `moneyDigits`. */
  readonly amountMinor: number;
  readonly moneyDigits: number;
  readonly currency: string;
}

export interface AuthoriseRequest extends CashierRequest {
  /** The trader's browser that is here to be led somewhere; `null` when nobody is. */
  readonly visit: CashierVisit | null;
}

/** A trader in front of our screen, about to go to the cashier. */
export interface CashierVisit {
  /** ISO 639-1. */
  readonly language: string;
  /** Empty: as the device prefers. */
  readonly theme: 'light' | 'dark' | '';
  /** Where the cashier leads the browser when it is done; absolute. */
  readonly returnUrl: string;
  /** Our own page for the second step of the sandbox cashier; absolute. */
  readonly secondStepUrl: string;
}

/** `pending`: the cashier has not made up its mind, and is asked again or says so itself. */
export type CashierAnswer =
  | { readonly outcome: 'authorised'; readonly reference: string }
  | { readonly outcome: 'declined' }
  /** `null` when nobody is here to be led there. */
  | { readonly outcome: 'redirect'; readonly location: string | null }
  | { readonly outcome: 'pending' };

/** `by_hand`: nobody can be told; staff give the money back. */
export type ReleaseAnswer = 'released' | 'pending' | 'by_hand';

export type PayOutAnswer =
  | { readonly outcome: 'paid'; readonly reference: string }
  /** Certainly not paid out; the money goes back to the trading account. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'pending' };
