import type { Broker } from '../../../domain/brokers/broker.ts';
import type { TradingAccount } from '../../../domain/trading/trading-account.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';

/**
 * The trading account that an address or a ticket names.
 *
 * @param login - The platform's account number, as it was received.
 * @throws `account_unknown` also for an account of another user
 */
export async function findOwnAccount(
  { trading }: Pick<ScreensDependencies, 'trading'>,
  broker: Broker,
  userId: string,
  login: unknown,
): Promise<TradingAccount> {
  const isNumber = typeof login === 'string' && /^[1-9]\d{0,15}$/.test(login);
  const account = isNumber ? await trading.findAccount(broker, userId, Number(login)) : undefined;
  if (!account) throw new BridgeError('account_unknown');
  return account;
}
