/** `deposit`: from the trader to the trading account. `withdrawal`: the other way. */
export type PaymentKind = 'deposit' | 'withdrawal';

/**
 * Where a deposit stands: `created → authorised → crediting → credited`; `awaiting` while the trader is at the cashier, or
 * the cashier has not made up its mind.
 */
export type DepositState = 'created' | 'awaiting' | 'authorised' | 'crediting' | 'credited';

/** Where a withdrawal stands: `requested → debiting → debited → paying → paid`; `returning → returned` when nobody paid it out. */
export type WithdrawalState = 'requested' | 'debiting' | 'debited' | 'paying' | 'paid' | 'returning' | 'returned';

/**
 * `failed`: nothing was changed on the account. `unconfirmed`: the platform's answer was lost, so that nobody can know
 * whether the balance was changed; `pendingCall` says which call it was.
 */
export type PaymentState = DepositState | WithdrawalState | 'failed' | 'unconfirmed';

/** Why: the cashier declined it, the platform refused it or was not there, or the trader never finished at the cashier. */
export type PaymentFailure = 'declined' | 'refused' | 'unavailable' | 'expired';

/** A call 3.5 of this payment: a deposit's credit, a withdrawal's debit, or its return; or the cashier's `payout`. */
export type PendingCall = 'credit' | 'debit' | 'payout' | 'return';

/** Money that the cashier took and the platform did not: to be given back, given back, or to be given back by staff. */
export type ReleaseState = 'due' | 'done' | 'by_hand';

/** What staff said of an unconfirmed payment. */
export interface Settlement {
  readonly outcome: string;
  readonly reason: string;
  readonly by: string;
  readonly atMs: number;
}

/** Money of a trader on its way between a cashier and the platform's balance. */
export interface Payment {
  /** Chosen when the form was shown, so that sending it twice makes one payment; the platform's `externalId`. */
  readonly id: string;
  readonly kind: PaymentKind;
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
  /** Which cashier was asked, see `cashierIdOf`; no other one ever continues the payment. */
  readonly cashier: string;
  /** What the cashier calls its part; `null` until there is one. */
  readonly cashierReference: string | null;
  /** Whether the cashier still holds money that is the trader's; `null` when it does not. */
  readonly release: ReleaseState | null;
  /** The call whose answer is awaited, or was lost; `null` when there is none. */
  readonly pendingCall: PendingCall | null;
  /** How often the platform was asked to change the balance. */
  readonly attempts: number;
  /** The platform's own number of the change; `null` until there is one. */
  readonly balanceHistoryId: number | null;
  /** Until when the trader may come to an end at the cashier; `null` when the trader is not there. */
  readonly expiresAtMs: number | null;
  /** `null` but for a payment that staff settled. */
  readonly settlement: Settlement | null;
  /** From when on another process may take it over: a lease while somebody works on it, a delay afterwards. */
  readonly dueAtMs: number;
  /** Grows with every change. */
  readonly revision: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
