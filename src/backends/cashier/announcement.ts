import type { CashierRequest } from '../../domain/payments/cashier-backend.ts';
import { toDecimalText } from '../../lib/money.ts';
import type { CashierLine } from './cashier-line.ts';

/** The server of one white label's cashier. */
export interface CashierServer {
  readonly line: CashierLine;
  readonly url: string;
  readonly secret: string;
  readonly brokerName: string;
}

/**
 * Tells the cashier's server what to do; it knows a `paymentId` again.
 *
 * @returns Its `outcome`, and its `reference`; empty texts where it gave none.
 */
export async function announce(
  { line, url, secret, brokerName }: CashierServer,
  type: 'payout' | 'release',
  { paymentId, amountMinor, moneyDigits, currency, login }: CashierRequest,
): Promise<{ outcome: string; reference: string }> {
  const amount = toDecimalText(amountMinor, moneyDigits);
  const message = { type, paymentId, amount, currency, accountId: String(login), brokerName };
  const answer = await line.send(url, secret, message);
  return { outcome: textIn(answer, 'outcome'), reference: storable(textIn(answer, 'reference')) };
}

const MAX_LENGTH = 200;

function textIn(answer: unknown, name: string): string {
  const value = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/** Not every store takes every character, and what cannot be kept must not keep a payment from its end. */
function storable(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, MAX_LENGTH)
    .toWellFormed();
}
