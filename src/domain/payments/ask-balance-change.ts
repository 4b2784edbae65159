import { isBridgeError } from '../../errors/bridge-error.ts';
import { toDecimalText } from '../../lib/money.ts';
import type { Broker } from '../brokers/broker.ts';
import type { BalanceChange } from '../trading/trading-backend.ts';
import type { Payment } from './payment.ts';
import type { PaymentsDependencies } from './payments-dependencies.ts';

/** What became of call 3.5. `not_done`: certainly not carried out, and worth another try. */
export type BalanceOutcome =
  | { readonly kind: 'done'; readonly balanceHistoryId: number }
  | { readonly kind: 'refused' | 'not_done' | 'unknown' };

/** Sends call 3.5 for the amount of a payment, and never throws. */
export async function askBalanceChange(
  { platform, log }: Pick<PaymentsDependencies, 'platform' | 'log'>,
  broker: Broker,
  { id, login, amountMinor, moneyDigits }: Payment,
  change: Pick<BalanceChange, 'type'> & { readonly externalId: string },
): Promise<BalanceOutcome> {
  const preciseAmount = toDecimalText(amountMinor, moneyDigits);
  try {
    const balanceHistoryId = await platform.changeBalance(broker, { login, preciseAmount, ...change });
    return { kind: 'done', balanceHistoryId };
  } catch (error) {
    if (!isBridgeError(error)) log.error({ err: error, payment: id }, 'bug');
    if (!isBridgeError(error) || error.outcome !== 'not_done') return { kind: 'unknown' };
    return { kind: error.code === 'platform_unavailable' ? 'not_done' : 'refused' };
  }
}
