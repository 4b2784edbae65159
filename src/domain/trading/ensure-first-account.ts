import { createHash } from 'node:crypto';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { KeyRing } from '../../lib/key-ring.ts';
import { runExclusively } from '../../lib/run-exclusively.ts';
import { accountPasswordContext } from '../../lib/seal-contexts.ts';
import { newSecret } from '../../lib/secrets.ts';
import type { AccountOffer, Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** Opens the account, notes it, links it: each step is noted before the next, so that none is lost or done again. */
export async function ensureFirstAccount(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
): Promise<void> {
  const { firstAccount } = broker;
  if (!firstAccount || (await isFinished(dependencies, broker, user))) return;
  const key = { partition: broker.brokerName, kind: 'first-account-lock', id: user.id };
  try {
    await runExclusively(dependencies.expiring, { key, leaseMs: dependencies.platformLeaseMs, waitMs: 0 }, async () => {
      const [known] = await dependencies.store.listByUser(broker.brokerName, user.id);
      const account = known ?? (await openAccount(dependencies, broker, user, firstAccount));
      await linkAccount(dependencies, broker, user, account);
    });
  } catch (error) {
    if (!isBridgeError(error, 'platform_unavailable', 'platform_refused')) throw error;
    const { code, detail } = error;
    dependencies.log.warn({ broker: broker.brokerName, user: user.id, code, detail }, 'the first account is not ready');
  }
}

async function isFinished({ store }: TradingDependencies, broker: Broker, user: LinkedUser): Promise<boolean> {
  const [first] = await store.listByUser(broker.brokerName, user.id);
  return first !== undefined && first.ctidTraderAccountId !== null;
}

/**
 * The platform has no way to ask whether an account was opened: when its answer is lost, the next sign-in opens
 * another, and the first stays behind unlinked.
 */
async function openAccount(
  { store, platform, clock, keyRing }: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  offer: AccountOffer,
): Promise<TradingAccount> {
  const passwordMd5 = createHash('md5').update(newSecret()).digest('hex');
  const { firstName, lastName, email } = user;
  const { login, moneyDigits } = await platform.createAccount(broker, {
    offer,
    passwordMd5,
    firstName,
    lastName,
    email,
  });
  const nowMs = clock.nowMs();
  const account: TradingAccount = {
    id: newRecordId(nowMs),
    brokerName: broker.brokerName,
    userId: user.id,
    environment: offer.environment,
    login,
    depositCurrency: offer.depositCurrency,
    moneyDigits,
    sealedPasswordHash: keyRing.seal(passwordMd5, accountPasswordContext(broker.brokerName, login)),
    ctidTraderAccountId: null,
    createdAtMs: nowMs,
  };
  if (!(await store.add(account))) {
    throw new BridgeError('platform_refused', { detail: `the platform gave login ${login} twice` });
  }
  return account;
}

async function linkAccount(
  { store, platform, keyRing }: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  account: TradingAccount,
): Promise<void> {
  if (account.ctidTraderAccountId !== null || account.sealedPasswordHash === null) return;
  const { login, environment, sealedPasswordHash } = account;
  const passwordMd5 = openSealed(keyRing, sealedPasswordHash, accountPasswordContext(broker.brokerName, login));
  const linkId = await platform.linkAccount(broker, {
    login,
    passwordMd5,
    platformUserId: user.platformUserId,
    environment,
  });
  await store.markLinked(broker.brokerName, account.id, linkId);
}

/** An account whose password cannot be read keeps nobody out either; the operator has to put the key back. */
function openSealed(keyRing: KeyRing, sealed: string, context: string): string {
  try {
    return keyRing.open(sealed, context);
  } catch (cause) {
    throw new BridgeError('platform_unavailable', { detail: 'the password of the account cannot be opened', cause });
  }
}
