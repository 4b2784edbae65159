import { createHash } from 'node:crypto';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import { withAccountLock } from './account-lock.ts';
import { toldOfAccount } from './told-of-account.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** An account that exists at the platform, as the broker knows it. */
export interface BoundAccount
  extends Pick<TradingAccount, 'environment' | 'login' | 'depositCurrency' | 'moneyDigits'> {
  /** The account's own, or its MD5 in hex; the platform asks for it, and it is not kept. */
  readonly password: { readonly plain: string } | { readonly md5: string };
}

const WAIT_MS = 12_000;
const MAX_ACCOUNTS = 100;

/**
 * Call 3.4, which may be repeated, then our record: only what the platform has agreed to is written down.
 *
 * @throws `parameter_invalid`, `account_bound`, `account_link_refused`, `accounts_exhausted`, `platform_unavailable`, `busy`
 */
export async function bindAccount(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  account: BoundAccount,
): Promise<TradingAccount> {
  const passwordMd5 = checkAccount(account);
  const bound = await withAccountLock(dependencies, broker, user, WAIT_MS, async () => {
    const known = await findOwn(dependencies, broker, user, account);
    if (known && known.ctidTraderAccountId !== null) return known;
    const accounts = await dependencies.store.listByUser(broker.brokerName, user.id);
    if (accounts.length >= MAX_ACCOUNTS) throw new BridgeError('accounts_exhausted');
    const linkId = await linkAtPlatform(dependencies, broker, user, { ...account, passwordMd5 });
    return known ? noteLink(dependencies, broker, known, linkId) : record(dependencies, broker, user, account, linkId);
  });
  if (!bound) throw new BridgeError('busy', { retryAfterSeconds: 5, detail: 'another account is being opened' });
  return bound;
}

/** @returns The MD5 of the account's password. */
function checkAccount({ login, depositCurrency, moneyDigits, password }: BoundAccount): string {
  const requireParameter = (isGood: boolean, field: string) => {
    if (!isGood) throw new BridgeError('parameter_invalid', { field });
  };
  requireParameter(Number.isSafeInteger(login) && login > 0, 'login');
  requireParameter(/^[A-Z]{3}$/.test(depositCurrency), 'depositCurrency');
  requireParameter(Number.isInteger(moneyDigits) && moneyDigits >= 0 && moneyDigits <= 12, 'moneyDigits');
  if ('plain' in password) return createHash('md5').update(password.plain).digest('hex');
  requireParameter(/^[0-9a-f]{32}$/i.test(password.md5), 'passwordMd5');
  return password.md5.toLowerCase();
}

/** @throws `account_bound` when it is another user's */
async function findOwn(
  { store }: TradingDependencies,
  { brokerName }: Broker,
  user: LinkedUser,
  { environment, login }: BoundAccount,
): Promise<TradingAccount | undefined> {
  const known = await store.findByLogin(brokerName, environment, login);
  if (known && known.userId !== user.id) throw new BridgeError('account_bound');
  return known;
}

async function linkAtPlatform(
  { platform }: TradingDependencies,
  broker: Broker,
  { platformUserId }: LinkedUser,
  { login, environment, passwordMd5 }: BoundAccount & { readonly passwordMd5: string },
): Promise<number> {
  try {
    return await platform.linkAccount(broker, { login, passwordMd5, platformUserId, environment });
  } catch (error) {
    if (!isBridgeError(error, 'platform_refused')) throw error;
    throw new BridgeError('account_link_refused', { ...(error.detail ? { detail: error.detail } : {}), cause: error });
  }
}

/** One that was opened here, and whose link an earlier try left undone. */
async function noteLink(
  { store, events }: TradingDependencies,
  broker: Broker,
  account: TradingAccount,
  ctidTraderAccountId: number,
): Promise<TradingAccount> {
  const event = events.newEvent(broker, 'account.linked', account.id, toldOfAccount(account));
  await store.markLinked(broker.brokerName, account.id, ctidTraderAccountId, event);
  return { ...account, ctidTraderAccountId, sealedPasswordHash: null };
}

async function record(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  { environment, login, depositCurrency, moneyDigits, ...wanted }: BoundAccount,
  ctidTraderAccountId: number,
): Promise<TradingAccount> {
  const { store, events, clock } = dependencies;
  const nowMs = clock.nowMs();
  const account: TradingAccount = {
    ...{ id: newRecordId(nowMs), brokerName: broker.brokerName, userId: user.id },
    ...{ environment, login, depositCurrency, moneyDigits },
    ...{ sealedPasswordHash: null, ctidTraderAccountId, createdAtMs: nowMs },
  };
  const event = events.newEvent(broker, 'account.linked', account.id, toldOfAccount(account));
  if (await store.add(account, event)) return account;
  // Somebody was faster; the platform gives an account to one user alone.
  const faster = await findOwn(dependencies, broker, user, {
    environment,
    login,
    depositCurrency,
    moneyDigits,
    ...wanted,
  });
  if (faster) return faster;
  throw new BridgeError('account_bound');
}
