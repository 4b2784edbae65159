import type { ErrorDescription } from './error-description.ts';

/** About trading accounts and payments. */
export const PAYMENT_ERRORS = {
  account_unknown: {
    status: 404,
    sentence: 'This user has no such trading account',
    remedy: 'Name an account of the user whom the token was issued for.',
  },
  deposits_off: {
    status: 404,
    sentence: 'Deposits are not set up',
    remedy: 'Only the sandbox cashier exists so far, and production mode does not offer it.',
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
  deposit_changed: {
    status: 409,
    sentence: 'This form was sent before, with another amount',
    remedy: 'Open the page again for another deposit.',
  },
} as const satisfies Record<string, ErrorDescription>;
