import { BridgeError } from '../../errors/bridge-error.ts';
import { parseDecimalText } from '../../lib/money.ts';
import type { PaymentSettings } from '../brokers/broker.ts';

/**
 * Reads the amount that a trader typed, without guessing.
 *
 * @returns In units of 10 to the power of minus `moneyDigits`.
 * @throws `amount_malformed`, `amount_too_precise`, `amount_below_minimum`, `amount_above_maximum`
 */
export function parseDepositAmount(
  text: string,
  moneyDigits: number,
  { minDepositMinor, maxDepositMinor }: PaymentSettings,
): number {
  const amount = parseDecimalText(text.trim(), moneyDigits);
  if (amount === 'malformed') throw amountFault('amount_malformed');
  if (amount === 'too_precise') throw amountFault('amount_too_precise');
  if (amount < minDepositMinor) throw amountFault('amount_below_minimum');
  if (amount > maxDepositMinor) throw amountFault('amount_above_maximum');
  return Number(amount);
}

function amountFault(
  code: 'amount_malformed' | 'amount_too_precise' | 'amount_below_minimum' | 'amount_above_maximum',
): BridgeError {
  return new BridgeError(code, { field: 'amount' });
}
