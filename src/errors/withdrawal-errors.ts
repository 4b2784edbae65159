import type { ErrorDescription } from './error-description.ts';

/** About withdrawals. */
export const WITHDRAWAL_ERRORS = {
  withdrawals_off: {
    status: 404,
    sentence: 'Withdrawals are not set up',
    remedy: 'Give the white label a cashier that pays out, see docs/payments.md.',
  },
  withdrawal_from_demo: {
    status: 403,
    sentence: 'The money of a demo account is not paid out',
    remedy: 'Name a live account; only the sandbox cashier, which moves no money, serves demo accounts.',
  },
  withdrawal_below_minimum: {
    status: 400,
    sentence: 'The amount is below the smallest withdrawal',
    remedy: 'Send more, or lower payments.minWithdrawalMinor of the white label.',
  },
  withdrawal_above_maximum: {
    status: 400,
    sentence: 'The amount is above the largest withdrawal',
    remedy: 'Send less, or raise payments.maxWithdrawalMinor of the white label.',
  },
  withdrawal_refused: {
    status: 409,
    sentence: 'The trading platform did not release the amount',
    remedy: 'Send less, for the account may hold too little; else look at the log line of call 3.5. Nothing was taken.',
  },
  withdrawal_unavailable: {
    status: 503,
    sentence: 'The trading platform cannot be reached for the withdrawal',
    remedy: 'Try again in a moment; nothing was taken.',
  },
  withdrawal_returning: {
    status: 502,
    sentence: 'The withdrawal was not paid out, and is on its way back to the account',
    remedy: 'Wait: it is put back as soon as the trading platform takes it. Look at the log lines of call 3.5.',
  },
  withdrawal_returned: {
    status: 402,
    sentence: 'The withdrawal was not paid out, and is back on the account',
    remedy: 'Ask the cashier why it refused the payout, or try another amount.',
  },
  withdrawal_unconfirmed: {
    status: 502,
    sentence: 'The trading platform’s answer to the withdrawal was lost',
    remedy: 'Look for the payment’s id among the external ids of the account’s history, then settle the payment.',
  },
  withdrawal_changed: {
    status: 409,
    sentence: 'This form was sent before, with another amount',
    remedy: 'Open the page again for another withdrawal.',
  },
} as const satisfies Record<string, ErrorDescription>;
