import { BridgeError } from '../../errors/bridge-error.ts';
import { parseDecimalText } from '../../lib/money.ts';
import type { PaymentSettings } from '../brokers/broker.ts';

/**
 * Reads the amount that a trader typed, without guessing.
 *
 * @returns In units of 10 to the power of minus `moneyDigits`.
 * @throws `amount_malformed`, `amount_too_precise`, `withdrawal_below_minimum`, `withdrawal_above_maximum`
 */
export function parseWithdrawalAmount(
  text: string,
  moneyDigits: number,
  { minWithdrawalMinor, maxWithdrawalMinor }: PaymentSettings,
): number {
  const field = 'amount';
  const amount = parseDecimalText(text.trim(), moneyDigits);
  if (amount === 'malformed') throw new BridgeError('amount_malformed', { field });
  if (amount === 'too_precise') throw new BridgeError('amount_too_precise', { field });
  // Whatever the limits say: nothing and less than nothing are no withdrawals.
  if (amount < minWithdrawalMinor || amount < 1) throw new BridgeError('withdrawal_below_minimum', { field });
  if (amount > maxWithdrawalMinor) throw new BridgeError('withdrawal_above_maximum', { field });
  return Number(amount);
}
