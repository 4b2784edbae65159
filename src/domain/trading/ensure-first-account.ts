import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import { withAccountLock } from './account-lock.ts';
import { carryOutRequest } from './carry-out-request.ts';
import { isUnlinked, linkAccounts } from './link-accounts.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/**
 * Opens the account that the white label gives every trader, and links whatever is not linked yet. When the answer of
 * call 3.3 was lost, the next sign-in asks for another account, and the first stays behind without an owner.
 */
export async function ensureFirstAccount(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  mayOpen: boolean,
): Promise<void> {
  const { store, clock } = dependencies;
  const firstAccount = mayOpen ? broker.firstAccount : null;
  const list = () => store.listByUser(broker.brokerName, user.id);
  if (isFinished(firstAccount, await list())) return;
  await withAccountLock(dependencies, broker, user, 0, async () => {
    const [known] = await list();
    if (!known && firstAccount) {
      await carryOutRequest(dependencies, broker, user, { id: newRecordId(clock.nowMs()), offer: firstAccount });
    }
    await linkAccounts(dependencies, broker, user, await list());
  });
}

function isFinished(firstAccount: Broker['firstAccount'], accounts: readonly TradingAccount[]): boolean {
  return accounts.length === 0 ? firstAccount === null : !accounts.some(isUnlinked);
}
