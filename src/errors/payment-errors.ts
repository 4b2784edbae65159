import type { ErrorDescription } from './error-description.ts';

/** About trading accounts and payments. */
export const PAYMENT_ERRORS = {
  account_unknown: {
    status: 404,
    sentence: 'This user has no such trading account',
    remedy: 'Name an account that is this user’s at this white label, by the platform’s number.',
  },
  deposits_off: {
    status: 404,
    sentence: 'Deposits are not set up',
    remedy: 'Give the white label a cashier, see docs/payments.md; production mode has no sandbox cashier.',
  },
  deposit_to_demo: {
    status: 403,
    sentence: 'Real money is not paid into a demo account',
    remedy: 'Name a live account; only the sandbox cashier, which moves no money, serves demo accounts.',
  },
  amount_malformed: {
    status: 400,
    sentence: 'The amount is not a plain number',
    remedy: 'Send digits, with at most one decimal point.',
  },
  amount_too_precise: {
    status: 400,
    sentence: 'The amount has more decimals than the account’s currency',
    remedy: 'Send fewer decimals.',
  },
  amount_below_minimum: {
    status: 400,
    sentence: 'The amount is below the smallest deposit',
    remedy: 'Send more, or lower payments.minDepositMinor of the white label.',
  },
  amount_above_maximum: {
    status: 400,
    sentence: 'The amount is above the largest deposit',
    remedy: 'Send less, or raise payments.maxDepositMinor of the white label.',
  },
  deposit_declined: {
    status: 402,
    sentence: 'The payment was declined',
    remedy: 'Try another amount or way to pay.',
  },
  deposit_refused: {
    status: 502,
    sentence: 'The trading platform did not take the deposit',
    remedy: 'Look at the log line of call 3.5; nothing was credited.',
  },
  deposit_pending: {
    status: 503,
    sentence: 'The deposit is not credited yet',
    remedy: 'Wait: it is credited as soon as the trading platform can be reached.',
  },
  deposit_unconfirmed: {
    status: 502,
    sentence: 'The trading platform’s answer to the deposit was lost',
    remedy: 'Look for the payment’s id among the external ids of the account’s history at the platform.',
  },
  deposit_expired: {
    status: 410,
    sentence: 'The deposit was not paid in time',
    remedy: 'Open the page again. Money that the cashier took all the same is credited as soon as it says so.',
  },
  second_step_wrong: {
    status: 400,
    sentence: 'The code of the second step is wrong',
    remedy: 'The sandbox cashier’s code is 123456.',
  },
  payment_unknown: {
    status: 404,
    sentence: 'There is no such payment',
    remedy: 'Use the payment’s id as the bridge gave it, at the white label that it belongs to.',
  },
  payment_mismatch: {
    status: 409,
    sentence: 'The payment has another amount or currency',
    remedy: 'Nothing was credited. Send the amount and currency that the bridge gave.',
  },
  payment_contradicted: {
    status: 409,
    sentence: 'The payment was authorised before and cannot be declined any more',
    remedy: 'Ask the staff of the bridge; the deposit was or will be credited.',
  },
  payment_settled: {
    status: 409,
    sentence: 'There is nothing to settle of the payment, or not any more',
    remedy: 'Look at it with `drawbridge payment show`; docs/payments.md says which payments are settled.',
  },
  cashier_signature_invalid: {
    status: 401,
    sentence: 'The signature is missing, wrong or too old',
    remedy:
      'Sign the bytes that are sent with the white label’s cashier secret, see docs/payments.md; check the clock.',
  },
  deposit_changed: {
    status: 409,
    sentence: 'This form was sent before, with another amount',
    remedy: 'Open the page again for another deposit.',
  },
} as const satisfies Record<string, ErrorDescription>;
