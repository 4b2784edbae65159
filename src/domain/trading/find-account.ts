import type { Broker } from '../brokers/broker.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** A number that stands for a demo and a live account at once names neither. */
export async function findAccount(
  { store }: TradingDependencies,
  broker: Broker,
  userId: string,
  login: number,
): Promise<TradingAccount | undefined> {
  const accounts = await store.listByUser(broker.brokerName, userId);
  const [account, ...more] = accounts.filter((one) => one.login === login && one.ctidTraderAccountId !== null);
  return more.length === 0 ? account : undefined;
}
