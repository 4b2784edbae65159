import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** Whether the trader chooses the first account: none is given without asking, some are offered, and there is none yet. */
export async function offersFirstAccount(
  { store }: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
): Promise<boolean> {
  if (broker.firstAccount !== null || broker.accountOffers.length === 0) return false;
  return (await store.listByUser(broker.brokerName, user.id)).length === 0;
}
