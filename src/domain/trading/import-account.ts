import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { User } from '../users/user.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** An account that the platform has linked already. */
export type ImportedAccount = Pick<TradingAccount, 'environment' | 'login' | 'depositCurrency' | 'moneyDigits'> & {
  readonly ctidTraderAccountId: number;
};

export async function importAccount(
  { store, clock }: TradingDependencies,
  broker: Broker,
  user: User,
  { environment, login, depositCurrency, moneyDigits, ctidTraderAccountId }: ImportedAccount,
): Promise<boolean> {
  const nowMs = clock.nowMs();
  return store.add({
    id: newRecordId(nowMs),
    brokerName: broker.brokerName,
    userId: user.id,
    environment,
    login,
    depositCurrency,
    moneyDigits,
    sealedPasswordHash: null,
    ctidTraderAccountId,
    createdAtMs: nowMs,
  });
}
