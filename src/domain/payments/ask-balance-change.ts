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

/**
 * Sends call 3.5 for the amount of a payment, and never throws. Once the lease is over somebody else may be at it, so that
 * a process that slept through it sends nothing.
 *
 * @param payment - Claimed; its `dueAtMs` is the end of the lease.
 */
export async function askBalanceChange(
  { platform, clock, log }: Pick<PaymentsDependencies, 'platform' | 'clock' | 'log'>,
  broker: Broker,
  { id, brokerName, login, amountMinor, moneyDigits, dueAtMs }: Payment,
  change: Pick<BalanceChange, 'type'> & { readonly externalId: string },
): Promise<BalanceOutcome> {
  if (clock.nowMs() >= dueAtMs) {
    log.warn({ broker: brokerName, payment: id }, 'slept through the lease of a payment; sending nothing');
    return { kind: 'not_done' };
  }
  const preciseAmount = toDecimalText(amountMinor, moneyDigits);
  try {
    const balanceHistoryId = await platform.changeBalance(broker, {
      login,
      preciseAmount,
      sendBeforeMs: dueAtMs,
      ...change,
    });
    return { kind: 'done', balanceHistoryId };
  } catch (error) {
    if (!isBridgeError(error)) log.error({ err: error, payment: id }, 'bug');
    if (!isBridgeError(error) || error.outcome !== 'not_done') return { kind: 'unknown' };
    return { kind: error.code === 'platform_unavailable' ? 'not_done' : 'refused' };
  }
}
