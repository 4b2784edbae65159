import { isDeepStrictEqual } from 'node:util';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { RateLimiter } from '../../lib/rate-limiter.ts';
import type { AccountOffer, Broker } from '../brokers/broker.ts';
import type { LinkedUser } from '../users/user.ts';
import { withAccountLock } from './account-lock.ts';
import type { AccountRequest } from './account-request.ts';
import { carryOutRequest, repeatRequest, settleRequest } from './carry-out-request.ts';
import { type AccountChoice, chooseOffer } from './choose-offer.ts';
import { linkAccounts } from './link-accounts.ts';
import type { TradingAccount } from './trading-account.ts';
import type { TradingDependencies } from './trading-dependencies.ts';

/** A form that a trader sent. */
export interface AccountForm extends AccountChoice {
  /** Chosen when the form was shown. */
  readonly requestId: string;
  /** Whether it is for a user without accounts only; who has one by now gets no other. */
  readonly isFirst: boolean;
}

/** How long whoever sent the form a second time waits for the first to end. */
const WAIT_MS = 12_000;
const MAX_ACCOUNTS = 20;

/**
 * Opens and links what the form asks for, or finds what became of the form when it was sent before. One by which certainly
 * nothing was opened is tried anew.
 *
 * @param openings - Counts them by user.
 * @returns The account; `undefined` when there is one already and it was for the first only.
 * @throws `account_choice_unknown`, `account_request_changed`, `accounts_exhausted`, `account_refused`,
 *   `account_unavailable`, `account_unconfirmed`, `account_unlinked`, `too_many_attempts`, `busy`
 */
export async function openAccount(
  dependencies: TradingDependencies,
  openings: RateLimiter,
  broker: Broker,
  user: LinkedUser,
  form: AccountForm,
): Promise<TradingAccount | undefined> {
  const offer = chooseOffer(broker, form);
  const result = await withAccountLock(dependencies, broker, user, WAIT_MS, async () => {
    const known = await dependencies.requests.find(broker.brokerName, form.requestId);
    if (known) refuseChanged(known, user, offer);
    const isToBegin = !known || known.state === 'failed';
    if (form.isFirst && isToBegin && (await listOwn(dependencies, user)).length > 0) return { account: undefined };
    if (isToBegin) await refuseTooMany(dependencies, openings, user);
    const request = await carryOn(dependencies, broker, user, known, { id: form.requestId, offer });
    if (request.state !== 'opened') throw faultOf(request);
    await linkAccounts(dependencies, broker, user, await listOwn(dependencies, user));
    return { account: await getOpened(dependencies, user, request) };
  });
  if (!result) throw new BridgeError('busy', { retryAfterSeconds: 5, detail: 'another account is being opened' });
  return result.account;
}

function refuseChanged(known: AccountRequest, user: LinkedUser, offer: AccountOffer): void {
  if (known.userId === user.id && isDeepStrictEqual(known.offer, offer)) return;
  throw new BridgeError('account_request_changed');
}

async function refuseTooMany(
  dependencies: TradingDependencies,
  openings: RateLimiter,
  user: LinkedUser,
): Promise<void> {
  const { brokerName, id: userId } = user;
  const accounts = await listOwn(dependencies, user);
  const requests = await dependencies.requests.listByUser(brokerName, userId);
  const lost = requests.filter(({ state }) => state === 'unconfirmed');
  if (accounts.length + lost.length >= MAX_ACCOUNTS) throw new BridgeError('accounts_exhausted');
  const retryAfterSeconds = await openings.consume({ brokerName, subject: userId });
  if (retryAfterSeconds > 0) throw new BridgeError('too_many_attempts', { retryAfterSeconds });
}

/** Nobody else is at work on the request, since we hold the lock: what is still under way was given up. */
async function carryOn(
  dependencies: TradingDependencies,
  broker: Broker,
  user: LinkedUser,
  known: AccountRequest | undefined,
  wanted: { readonly id: string; readonly offer: AccountOffer },
): Promise<AccountRequest> {
  if (!known) return carryOutRequest(dependencies, broker, user, wanted);
  if (known.state === 'failed') return repeatRequest(dependencies, broker, user, known);
  if (known.state === 'opened') return known;
  const isThere = (await listOwn(dependencies, user)).some(({ id }) => id === known.id);
  return settleRequest(dependencies, known, isThere ? 'opened' : 'unconfirmed', null);
}

const FAULTS: Readonly<Record<string, ErrorCode>> = { refused: 'account_refused', unavailable: 'account_unavailable' };

function faultOf({ id, state, failure }: AccountRequest): BridgeError {
  const code = state === 'failed' ? FAULTS[failure ?? ''] : undefined;
  return new BridgeError(code ?? 'account_unconfirmed', { detail: `account request ${id} is ${state}` });
}

async function getOpened(
  dependencies: TradingDependencies,
  user: LinkedUser,
  { id }: AccountRequest,
): Promise<TradingAccount> {
  const account = (await listOwn(dependencies, user)).find((one) => one.id === id);
  if (!account) throw new Error(`The account ${id} is not there`);
  if (account.ctidTraderAccountId === null) throw new BridgeError('account_unlinked', { retryAfterSeconds: 5 });
  return account;
}

function listOwn({ store }: TradingDependencies, user: LinkedUser): Promise<TradingAccount[]> {
  return store.listByUser(user.brokerName, user.id);
}
