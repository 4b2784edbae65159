import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { accountPasswordContext } from '../../lib/seal-contexts.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import { toldOfAccount } from './told-of-account.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** An account that the platform has opened, and not yet given to its user. */
export function isUnlinked({ ctidTraderAccountId, sealedPasswordHash }: TradingAccount): boolean {
  return ctidTraderAccountId === null && sealedPasswordHash !== null;
}

/** Links whatever an earlier try left unlinked; a failure leaves it for the next time. */
export async function linkAccounts(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  accounts: readonly TradingAccount[],
): Promise<void> {
  for (const account of accounts.filter(isUnlinked)) {
    try {
      await linkAccount(dependencies, broker, user, account);
    } catch (error) {
      if (!isBridgeError(error, 'platform_unavailable', 'platform_refused')) throw error;
      const { code, detail } = error;
      dependencies.log.warn({ broker: broker.brokerName, user: user.id, code, detail }, 'an account is not linked yet');
    }
  }
}

/** Call 3.4, which may be repeated. */
async function linkAccount(
  { store, platform, events, keyRing }: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  account: TradingAccount,
): Promise<void> {
  const { id, login, environment, sealedPasswordHash } = account;
  const passwordMd5 = openSealed(keyRing, sealedPasswordHash ?? '', accountPasswordContext(broker.brokerName, login));
  const { platformUserId } = user;
  const linkId = await platform.linkAccount(broker, { login, passwordMd5, platformUserId, environment });
  const told = { ...toldOfAccount(account), ctidTraderAccountId: linkId };
  await store.markLinked(broker.brokerName, id, linkId, events.newEvent(broker, 'account.linked', id, told));
}

/** An account whose password cannot be read keeps nobody out either; the operator has to put the key back. */
function openSealed(keyRing: KeyRing, sealed: string, context: string): string {
  try {
    return keyRing.open(sealed, context);
  } catch (cause) {
    throw new BridgeError('platform_unavailable', { detail: 'the password of the account cannot be opened', cause });
  }
}
