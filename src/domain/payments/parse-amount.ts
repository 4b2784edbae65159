import { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import { parseDecimalText } from '../../lib/money.ts';

/** What a white label allows, in units of 10 to the power of minus `moneyDigits`, and what to say beyond it. */
export interface AmountLimits {
  readonly leastMinor: number;
  readonly mostMinor: number;
  readonly below: ErrorCode;
  readonly above: ErrorCode;
}

/**
 * Reads the amount that a trader typed, without guessing.
 *
 * @returns In units of 10 to the power of minus `moneyDigits`.
 * @throws `amount_malformed`, `amount_too_precise`, and the two codes of the limits
 */
export function parseAmount(text: string, moneyDigits: number, limits: AmountLimits): number {
  const amount = parseDecimalText(text.trim(), moneyDigits);
  if (amount === 'malformed') throw amountFault('amount_malformed');
  if (amount === 'too_precise') throw amountFault('amount_too_precise');
  // Whatever the limits say: nothing and less than nothing are no payments.
  if (amount < limits.leastMinor || amount < 1) throw amountFault(limits.below);
  if (amount > limits.mostMinor) throw amountFault(limits.above);
  return Number(amount);
}

function amountFault(code: ErrorCode): BridgeError {
  return new BridgeError(code, { field: 'amount' });
}
