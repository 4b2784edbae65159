import { BridgeError } from '../../errors/bridge-error.ts';
import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from '../trading/trading-account.ts';
import type { CashierBackend } from './cashier-backend.ts';
import { type Cashiers, cashierOf } from './payments-dependencies.ts';

/**
 * Who takes the money of new deposits into an account.
 *
 * @throws `deposits_off`, `deposit_to_demo`
 */
export function getDepositCashier(
  cashiers: Cashiers,
  broker: Broker,
  { environment }: Pick<TradingAccount, 'environment'>,
): CashierBackend {
  const cashier = cashierOf(cashiers, broker);
  if (!cashier) throw new BridgeError('deposits_off');
  // Real money must never become play money.
  if (environment !== 'live' && cashier.name !== 'sandbox') throw new BridgeError('deposit_to_demo');
  return cashier;
}
