import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import { type Cashiers, cashierOf } from './payments-dependencies.ts';

/**
 * Whether there is somebody to pay out new withdrawals from an account.
 *
 * @throws `withdrawals_off`, `withdrawal_from_demo`
 */
export function checkWithdrawable(cashiers: Cashiers, broker: Broker, account: TradingAccount): void {
  const cashier = cashierOf(cashiers, broker);
  const setting = broker.payments.cashier;
  // A cashier that takes money, but nobody told us where to have it paid out.
  const isOneWay = setting.kind === 'redirect' && setting.payoutUrl === null;
  if (!cashier || isOneWay) throw new BridgeError('withdrawals_off');
  // Play money must never become real.
  if (account.environment !== 'live' && cashier.name !== 'sandbox') throw new BridgeError('withdrawal_from_demo');
}
